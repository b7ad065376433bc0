import { describe, expect, it } from 'vitest';
import { runSimulation } from './run-simulation.test-support';

// `TACKROOM_SIMULATION_SEED=17` replays one seed and prints what happened; `TACKROOM_SIMULATION_SEEDS=10000` runs so many.
const replayed = process.env.TACKROOM_SIMULATION_SEED;
const count = Number(process.env.TACKROOM_SIMULATION_SEEDS ?? 10_000);
const groupSize = 500;

describe('the runner in simulated worlds', () => {
  if (replayed !== undefined) {
    it(`keeps its promises in world ${replayed}`, async () => {
      const { problems, trace } = await runSimulation(Number(replayed));
      process.stdout.write(`${trace.join('\n')}\n`);
      expect(problems).toEqual([]);
    });
    return;
  }

  const groups = Array.from({ length: Math.ceil(count / groupSize) }, (_, index) => index * groupSize + 1);
  it.each(groups)(
    `keeps its promises in each of ${groupSize} worlds from %i on`,
    async (first) => {
      for (let seed = first; seed < first + groupSize && seed <= count; seed += 1) {
        const { problems } = await runSimulation(seed);
        const replay = `Replay with TACKROOM_SIMULATION_SEED=${seed} npx vitest run --project unit simulation`;
        expect(problems, `Seed ${seed} breaks a promise. ${replay}`).toEqual([]);
      }
    },
    120_000,
  );
});
