import { describe, expect, it } from 'vitest';
import { createTurnBench, ok, shopTool } from '../simulation/turn-bench';

const refund = { name: 'shop__refund', arguments: { id: 'INV-1' } };
const find = { name: 'shop__find', arguments: { id: 'INV-1' } };
const policies = [shopTool('refund', 'write'), shopTool('find', 'read_only')];
const noReply = {
  ok: false as const,
  failure: { code: 'timeout' as const, message: 'No reply.', mayHaveRun: true },
  latencyMs: 1,
};

describe('a call that was sent and never answered', () => {
  it('is shown as unknown although the turn was stopped before another process took it over', async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }],
      policies,
      callTool: () => new Promise(() => undefined),
    });
    const key = bench.say('Refund it');
    bench.service.start(key);
    await expect.poll(() => bench.sent.length).toBe(1);
    const taken = bench.memory.takeOver(key.turnId);
    bench.service.start(taken);
    bench.service.stop(key.turnId, 'client-cancelled');
    await bench.service.ended(key.turnId);
    expect(bench.memory.finishOf(key.turnId)?.done.output.at(-1)).toMatchObject({
      type: 'tool.approval_required',
      approvals: [{ kind: 'unknown_outcome' }],
    });
    expect(bench.sent).toHaveLength(1);
  });

  it('is not passed off as not having run when nobody decided on it', async () => {
    const script = [{ calls: [refund] }, { text: 'Moving on.' }];
    const bench = createTurnBench({ script, policies, callTool: async () => noReply });
    const first = bench.say('Refund it');
    await bench.run(first);
    await bench.run(bench.say('Never mind', first));
    const told = bench.models.requests[1]?.messages.find((message) => message.role === 'tool');
    expect(told?.content).toMatch(/not known whether it took effect/);
    expect(told?.content).not.toMatch(/did not run/);
  });
});

describe('a call that was edited, sent and never answered', () => {
  it('is sent again as it was sent, when a person says so', async () => {
    let answers = 0;
    const bench = createTurnBench({
      script: [{ calls: [refund] }, { text: 'Done.' }],
      policies: [shopTool('refund', 'destructive')],
      callTool: async () => (++answers === 1 ? noReply : ok('refunded')),
    });
    const first = bench.say('Refund it');
    await bench.run(first);
    const id = bench.memory.callsOf()[0]?.id ?? '';
    bench.memory.decide(bench.sessionId, id, { status: 'allow', arguments: { id: 'INV-2' } });
    const second = bench.addTurn([], first);
    expect((await bench.run(second))?.runStatus).toBe('waiting');
    expect(bench.memory.callsOf()).toMatchObject([{ gate: 'unknown_outcome', arguments: { id: 'INV-2' } }]);
    bench.memory.decide(bench.sessionId, id, { status: 'allow' });
    expect((await bench.run(bench.addTurn([], second)))?.runStatus).toBe('done');
    expect(bench.sent.map(({ input }) => input)).toEqual([{ id: 'INV-2' }, { id: 'INV-2' }]);
  });
});

describe('a turn that fails while calls are under way', () => {
  it('ends after the last of them, so that nothing follows its end in the log', async () => {
    let answer: (() => void) | undefined;
    const bench = createTurnBench({
      script: [{ calls: [find, refund] }],
      policies,
      callTool: async (tool) => {
        if (tool === 'refund') await new Promise<void>((resolve) => (answer = resolve));
        return ok(tool);
      },
    });
    const settle = bench.memory.store.settle;
    let failures = 0;
    bench.memory.store.settle = async (key, settled) => {
      failures += 1;
      if (failures === 1) throw new Error('It cannot be stored.');
      await settle(key, settled);
    };
    const key = bench.say('Both');
    bench.service.start(key);
    await expect.poll(() => failures).toBe(1);
    expect(bench.memory.finishOf(key.turnId)).toBeUndefined();
    answer?.();
    await bench.service.ended(key.turnId);
    expect(bench.memory.finishOf(key.turnId)?.done).toMatchObject({ status: 'error', code: 'internal' });
    const results = bench.memory.eventsOf(key.turnId).filter((event) => event.type === 'tool.response');
    expect(results).toHaveLength(2);
  });

  it('takes back what it was in the middle of saying', async () => {
    const bench = createTurnBench({ script: [{ chunks: [{ type: 'text', text: 'Half' }] }] });
    const key = bench.say('Hi');
    bench.models.stream = async function* () {
      yield { type: 'text', text: 'Half' };
      throw new Error('A bug of an adapter.');
    };
    await bench.run(key);
    const deltas = bench.memory.eventsOf(key.turnId).filter((event) => event.type === 'model.delta');
    expect(deltas.at(-1)?.payload).toMatchObject({ superseded: true });
  });
});
