import { describe, expect, it } from 'vitest';
import type { DatabaseTrouble } from '@/lib/storage/database-unreachable';
import { createTurnBench, shopTool } from '../simulation/turn-bench';

it('ends a turn whose session is no longer stored, so that nobody takes it over for ever', async () => {
  const bench = createTurnBench({ script: [] });
  const key = bench.say('Hi');
  bench.memory.store.load = () => Promise.resolve(undefined);
  bench.service.start(key);
  await bench.service.ended(key.turnId);
  expect(bench.memory.abandoned()).toEqual([key.turnId]);
});

describe('a turn that meets trouble of the database', () => {
  const trouble = (kind: DatabaseTrouble) => {
    const released: unknown[] = [];
    const find = { name: 'shop__find', arguments: {} };
    const bench = createTurnBench({
      script: [{ calls: [find] }, { text: 'Found.' }],
      policies: [shopTool('find', 'read_only')],
      databaseTrouble: () => kind,
    });
    bench.memory.store.release = async (_keys, options) => void released.push(options);
    return { bench, released };
  };
  const failing = () => Promise.reject(new Error('Statement timed out.'));

  it.each([
    ['overloaded', true],
    ['unreachable', true],
    ['disk_full', false],
  ] as const)('for the first time, %s, counts that as a death: %s', async (kind, countsAsDeath) => {
    const { bench, released } = trouble(kind);
    bench.memory.log.append = failing;
    const key = bench.say('Find it');
    await bench.run(key);
    expect(released).toEqual([{ countsAsDeath }]);
    expect(bench.memory.finishOf(key.turnId)).toBeUndefined();
  });

  it('after it has come further is continued as often as that happens', async () => {
    const { bench, released } = trouble('overloaded');
    bench.memory.store.finish = failing;
    await bench.run(bench.say('Find it'));
    expect(released).toEqual([{ countsAsDeath: false }]);
  });
});

describe('a turn that cannot be put in order', () => {
  it('does not say that what was said in it is kept', async () => {
    const bench = createTurnBench({ script: [{ text: 'Hello.' }] });
    const endings: string[] = [];
    const { abandon } = bench.memory.store;
    bench.memory.store.finish = () => Promise.reject(new Error('No.'));
    bench.memory.store.abandon = (key, ending) => {
      endings.push(ending.message);
      return abandon(key, ending);
    };
    await bench.run(bench.say('Hi'));
    expect(endings).toEqual([expect.stringMatching(/goes on from before it: send the message again/)]);
    expect(endings[0]).not.toMatch(/are kept/);
  });
});
