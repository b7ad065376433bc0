import { pause, waitUntil } from '../from-launcher.mjs';
import { keepLoad } from '../run/keep-load.mjs';
import { gapsAfter, heldBy } from '../run/turns-in-flight.mjs';

const slots = 12;
const gapMsMax = 15_000;
const continueTimeoutMs = 40_000;
/** A check has to come before deltas are dropped, five minutes after their turn. */
const killsBetweenChecks = 25;

/** R1: a running turn survives kill -9, and somebody goes on with it within 15 seconds. */
export const killAnywhere = {
  name: 'kill-anywhere',
  promise: 'R1 R4',
  counts: { ci: 20, full: 200 },
  unit: 'turns whose process was killed at a random point',
  async run(context) {
    let kills = 0;
    while (context.result.done < context.count && context.result.problems.length === 0) {
      const hits = [];
      const load = keepLoad(context, { slots, makeScript: () => makeScript(context) });
      for (
        let round = 0;
        round < killsBetweenChecks && context.result.done + hits.length < context.count;
        round += 1
      ) {
        await pause(context.random.between(200, 2500));
        hits.push(...(await killOne(context)));
        kills += 1;
      }
      await load.stop();
      await judge(context, hits);
      await context.check();
    }
    context.remark(`${kills} processes killed`);
  },
};

/** Words, now and then a call between them: wherever the kill falls, something is in the middle. */
function makeScript({ randomFor, nextId }) {
  const id = nextId();
  const random = randomFor(id);
  const speak = () => ({ words: random.between(10, 40), everyMs: random.between(10, 50) });
  const steps = [speak()];
  const kind = random.next();
  if (kind < 0.6) {
    const tool = kind < 0.3 ? 'append' : 'look';
    const args = { entry: id, delay_ms: random.between(0, 600) };
    steps[0].calls = [{ tool: `ledger__${tool}`, args }];
    steps.push(speak());
  }
  return { id, steps };
}

/** Kills one of the replicas, starts it again and answers what it held. */
async function killOne(context) {
  const { deployment, random } = context;
  let busy = [];
  await waitUntil(
    async () => {
      const held = await Promise.all(deployment.replicas.map(({ pid }) => heldBy(deployment, pid)));
      busy = deployment.replicas.filter((_replica, index) => held[index].length > 0);
      return busy.length > 0;
    },
    { timeoutMs: continueTimeoutMs },
  );
  const victim = random.pick(busy.length > 0 ? busy : deployment.replicas);
  // Three deaths end a turn as a crash loop, which is another scenario's business.
  await waitUntil(async () => (await heldBy(deployment, victim.pid)).every(({ deaths }) => deaths < 2), {
    timeoutMs: continueTimeoutMs,
  });
  const { pid } = victim;
  await victim.kill({ withLauncher: random.next() < 0.5 });
  const since = Date.now();
  const hit = await heldBy(deployment, pid);
  context.tell(
    `killed ${victim.name} (${pid}) with ${hit.length} turns: ${hit.map(({ id }) => id).join(' ')}`,
  );
  await victim.start();
  return hit.map(({ id }) => ({ turnId: id, since }));
}

async function judge(context, hits) {
  for (const { turnId, gapMs } of await gapsAfter(context.deployment, hits)) {
    if (gapMs === undefined) context.fail(`nobody went on with turn ${turnId}`);
    else if (gapMs > gapMsMax) context.fail(`turn ${turnId} stood still for ${Math.round(gapMs)} ms`);
    else context.result.done += 1;
    if (gapMs !== undefined) context.result.gapsMs.push(gapMs);
  }
}
