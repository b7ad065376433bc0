import { describe, expect, it } from 'vitest';
import { createTurnBench, shopTool } from '../simulation/turn-bench';

const refund = { name: 'shop__refund', arguments: { id: 'INV-1' } };

function askingBench() {
  return createTurnBench({
    script: [{ calls: [refund] }, { text: 'Next.' }],
    policies: [shopTool('refund', 'destructive')],
  });
}

type Bench = ReturnType<typeof createTurnBench>;

/** The session is cancelled at that moment, and the runner is not told: it finds the request where it is stored. */
function cancelAround(bench: Bench, step: 'gate' | 'finish', turnId: string): void {
  const { gate, finish } = bench.memory.store;
  let isFirst = true;
  const cancelOnce = () => {
    if (isFirst) bench.memory.cancel(turnId);
    isFirst = false;
  };
  bench.memory.store.gate = (key, calls) => {
    if (step === 'gate') cancelOnce();
    return gate(key, calls);
  };
  bench.memory.store.finish = (key, ending) => {
    if (step === 'finish') cancelOnce();
    return finish(key, ending);
  };
}

describe('a stop that is acknowledged as a turn is about to wait', () => {
  it.each(['gate', 'finish'] as const)(
    'ends it as cancelled, with its calls closed, when it comes before the %s',
    async (step) => {
      const bench = askingBench();
      const key = bench.say('Refund it');
      cancelAround(bench, step, key.turnId);
      const finish = await bench.run(key);
      expect(finish).toMatchObject({
        runStatus: 'cancelled',
        done: { status: 'cancelled', cancellation_reason: 'client-cancelled' },
      });
      expect(bench.memory.callsOf()).toMatchObject([{ state: 'refused' }]);
      expect(bench.sent).toEqual([]);
      expect(bench.memory.eventsOf(key.turnId).at(-1)).toMatchObject({
        type: 'tool.response',
        payload: { outcome: 'cancelled' },
      });
    },
  );

  it('lets the next turn go on from there', async () => {
    const bench = askingBench();
    const key = bench.say('Refund it');
    cancelAround(bench, 'gate', key.turnId);
    await bench.run(key);
    const next = await bench.run(bench.say('Never mind', key));
    expect(next?.done.status).toBe('done');
    expect(bench.models.requests[1]?.messages.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
      'tool',
      'user',
    ]);
  });

  it('still puts a call to somebody whose outcome is unknown', async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }],
      policies: [shopTool('refund', 'write')],
      callTool: async () => ({
        ok: false,
        failure: { code: 'timeout', message: 'No reply.', mayHaveRun: true },
        latencyMs: 1,
      }),
    });
    const key = bench.say('Refund it');
    cancelAround(bench, 'gate', key.turnId);
    const finish = await bench.run(key);
    expect(finish).toMatchObject({ runStatus: 'waiting', waitsDespiteStop: true });
    expect(bench.memory.callsOf()).toMatchObject([{ state: 'outcome_unknown', withdrawnAt: null }]);
  });

  it('closes a call of unknown outcome that it has withdrawn, and does not say that it did not run', async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }],
      policies: [shopTool('refund', 'write')],
      callTool: async () => ({
        ok: false,
        failure: { code: 'timeout', message: 'No reply.', mayHaveRun: true },
        latencyMs: 1,
      }),
    });
    const key = bench.say('Refund it');
    cancelAround(bench, 'finish', key.turnId);
    expect(await bench.run(key)).toMatchObject({ runStatus: 'cancelled' });
    expect(bench.memory.eventsOf(key.turnId).at(-1)?.payload).toMatchObject({
      content: expect.stringMatching(/not known whether it took effect/),
    });
  });
});
