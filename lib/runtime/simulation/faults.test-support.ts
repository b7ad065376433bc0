import type { SeededRandom } from './seeded-random.test-support';

/** How badly a seed's world treats its processes; switched off at the end, so that everything can come to rest. */
export type Faults = ReturnType<typeof createFaults>;

export function createFaults(random: SeededRandom) {
  let isOn = true;
  // Each seed has its own mixture, so that quiet worlds and very bad ones are both tried.
  const rate = (worst: number) => random.pick([0, worst / 4, worst]);
  const rates = {
    loseRequest: rate(0.06),
    loseReply: rate(0.06),
    slow: rate(0.2),
    kill: rate(0.02),
    sleep: rate(0.015),
    drain: rate(0.01),
    model: rate(0.4),
    tool: rate(0.4),
    bug: rate(0.08),
  };
  const hits = (name: keyof typeof rates) => isOn && random.chance(rates[name]);
  const delay = () => (hits('slow') ? random.pick([5, 300, 4000, 12_000]) : 0);
  return {
    isOn: () => isOn,
    switchOff: () => void (isOn = false),
    hits,
    losesRequest: () => hits('loseRequest'),
    losesReply: () => hits('loseReply'),
    requestDelayMs: delay,
    replyDelayMs: delay,
  };
}
