import { expect, it } from 'vitest';
import { createTurnBench } from '../simulation/turn-bench';

it('ends a turn whose session is no longer stored, so that nobody takes it over for ever', async () => {
  const bench = createTurnBench({ script: [] });
  const key = bench.say('Hi');
  bench.memory.store.load = () => Promise.resolve(undefined);
  bench.service.start(key);
  await bench.service.ended(key.turnId);
  expect(bench.memory.abandoned()).toEqual([key.turnId]);
});
