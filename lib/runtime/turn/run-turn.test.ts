import { describe, expect, it } from 'vitest';
import { createTurnBench, ok, shopTool } from '../simulation/turn-bench';

const refund = { name: 'shop__refund', arguments: { id: 'INV-1' } };
const find = { name: 'shop__find', arguments: { id: 'INV-1' } };

describe('a turn', () => {
  it('ends done with what the model said', async () => {
    const bench = createTurnBench({ script: [{ text: 'Hello.' }] });
    const finish = await bench.run(bench.say('Hi'));
    expect(finish?.done).toMatchObject({ status: 'done', usage: { input_tokens: 10, output_tokens: 5 } });
    expect(finish?.done.output).toMatchObject([
      { type: 'model.message', content: 'Hello.', finish_reason: 'stop' },
    ]);
  });

  it('gives the next turn everything the one before said', async () => {
    const bench = createTurnBench({ script: [{ text: 'One.' }, { text: 'Two.' }] });
    const first = bench.say('First');
    await bench.run(first);
    await bench.run(bench.say('Second', first));
    const roles = bench.models.requests[1]?.messages.map((message) => message.role);
    expect(roles).toEqual(['user', 'assistant', 'user']);
  });

  it('runs a read-only tool without asking and shows the model its result', async () => {
    const bench = createTurnBench({
      script: [{ calls: [find] }, { text: 'Found.' }],
      policies: [shopTool('find', 'read_only')],
    });
    const finish = await bench.run(bench.say('Find it'));
    expect(finish?.done.status).toBe('done');
    expect(bench.sent).toEqual([{ tool: 'find', input: { id: 'INV-1' } }]);
    expect(bench.models.requests[1]?.messages.at(-1)).toMatchObject({ role: 'tool', content: 'find ran' });
  });

  it('starts parallel calls together and logs each result as soon as it is there', async () => {
    let releaseSlow: (() => void) | undefined;
    const slow = new Promise<void>((resolve) => (releaseSlow = resolve));
    const bench = createTurnBench({
      script: [{ calls: [find, { name: 'shop__list', arguments: {} }] }, { text: 'Both.' }],
      policies: [shopTool('find', 'read_only'), shopTool('list', 'read_only')],
      callTool: async (tool) => {
        if (tool === 'find') await slow;
        return ok(tool);
      },
    });
    const key = bench.say('Both');
    // The slow one is let go only once the quick one's result is in the log.
    bench.memory.log.subscribe(key, (events) => {
      if (events.some((event) => event.type === 'tool.response')) releaseSlow?.();
    });
    await bench.run(key);
    const results = bench.memory.eventsOf(key.turnId).filter((event) => event.type === 'tool.response');
    expect(results.map((event) => event.payload)).toMatchObject([{ content: 'list' }, { content: 'find' }]);
  });

  it.each(['destructive', 'unset'] as const)(
    'pauses before a tool flagged %s and sends nothing',
    async (effect) => {
      const bench = createTurnBench({
        script: [{ calls: [refund] }],
        policies: [shopTool('refund', effect)],
      });
      const finish = await bench.run(bench.say('Refund it'));
      expect(finish?.runStatus).toBe('waiting');
      expect(finish?.done.output.at(-1)).toMatchObject({
        type: 'tool.approval_required',
        approvals: [{ server: 'shop', tool: 'refund', arguments: { id: 'INV-1' } }],
      });
      expect(bench.sent).toEqual([]);
    },
  );

  it('sends an allowed call once, with the arguments that were shown', async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }, { text: 'Refunded.' }],
      policies: [shopTool('refund', 'destructive')],
    });
    const first = bench.say('Refund it');
    await bench.run(first);
    const [call] = bench.memory.callsOf();
    bench.memory.decide(bench.sessionId, call?.id ?? '', { status: 'allow' });
    const finish = await bench.run(bench.addTurn([], first));
    expect(bench.sent).toEqual([{ tool: 'refund', input: { id: 'INV-1' } }]);
    expect(finish?.done).toMatchObject({ status: 'done', output: [{ content: 'Refunded.' }] });
  });

  it("sends the arguments a person edited instead of the model's", async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }, { text: 'Done.' }],
      policies: [shopTool('refund', 'destructive')],
    });
    const first = bench.say('Refund it');
    await bench.run(first);
    bench.memory.decide(bench.sessionId, bench.memory.callsOf()[0]?.id ?? '', {
      status: 'allow',
      arguments: { id: 'INV-2' },
    });
    await bench.run(bench.addTurn([], first));
    expect(bench.sent).toEqual([{ tool: 'refund', input: { id: 'INV-2' } }]);
  });

  it('tells the model of a denial and sends nothing', async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }, { text: 'Understood.' }],
      policies: [shopTool('refund', 'destructive')],
    });
    const first = bench.say('Refund it');
    await bench.run(first);
    bench.memory.decide(bench.sessionId, bench.memory.callsOf()[0]?.id ?? '', {
      status: 'deny',
      reason: 'too much',
    });
    await bench.run(bench.addTurn([], first));
    expect(bench.sent).toEqual([]);
    expect(bench.models.requests[1]?.messages.at(-1)).toMatchObject({
      role: 'tool',
      isError: true,
      content: expect.stringContaining('too much'),
    });
  });

  it('asks again when the tool changed between approval and call', async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }],
      policies: [shopTool('refund', 'destructive')],
    });
    const first = bench.say('Refund it');
    await bench.run(first);
    bench.memory.decide(bench.sessionId, bench.memory.callsOf()[0]?.id ?? '', { status: 'allow' });
    bench.policies[0] = shopTool('refund', 'destructive', { digest: 'sha256:other' });
    const finish = await bench.run(bench.addTurn([], first));
    expect(finish?.runStatus).toBe('waiting');
    expect(bench.sent).toEqual([]);
  });

  it('obeys a flag that an admin changes while the turn waits', async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }, { calls: [refund] }, { text: 'Done.' }],
      policies: [shopTool('refund', 'write')],
    });
    bench.policies[0] = shopTool('refund', 'destructive');
    expect((await bench.run(bench.say('Refund it')))?.runStatus).toBe('waiting');
  });

  it('shows a call through call_tool as the real tool, through the same gate', async () => {
    const deferred = {
      name: 'call_tool',
      arguments: { server: 'shop', tool: 'refund', arguments: { id: 'INV-1' } },
    };
    const bench = createTurnBench({
      script: [{ calls: [deferred] }],
      policies: [shopTool('refund', 'destructive')],
      manifest: { mcp_servers: ['shop'] },
    });
    const finish = await bench.run(bench.say('Refund it'));
    expect(finish?.runStatus).toBe('waiting');
    expect(finish?.done.output[0]).toMatchObject({
      tool_calls: [
        {
          function: { name: 'shop__refund', arguments: '{"id":"INV-1"}' },
          tool_info: { original_tool_name: 'refund', is_deferred: true },
        },
      ],
    });
    expect(bench.sent).toEqual([]);
  });

  it('answers an unknown tool and arguments that miss the schema with a sentence, and goes on', async () => {
    const bench = createTurnBench({
      script: [
        {
          calls: [
            { name: 'nothing', arguments: {} },
            { name: 'shop__find', arguments: { id: 7 } },
          ],
        },
        { text: 'Sorry.' },
      ],
      policies: [shopTool('find', 'read_only')],
    });
    const finish = await bench.run(bench.say('Try'));
    const results = bench.models.requests[1]?.messages.filter((message) => message.role === 'tool') ?? [];
    expect(results.map((message) => message.content)).toEqual([
      expect.stringContaining('no tool "nothing"'),
      expect.stringContaining('"id" must be string'),
    ]);
    expect(finish?.done.status).toBe('done');
    expect(bench.sent).toEqual([]);
  });

  it('shows a call whose reply was lost as an unknown outcome instead of sending it again', async () => {
    const lost = {
      ok: false as const,
      failure: { code: 'timeout' as const, message: 'No reply.', mayHaveRun: true },
      latencyMs: 1,
    };
    const bench = createTurnBench({
      script: [{ calls: [refund] }],
      policies: [shopTool('refund', 'write')],
      callTool: async () => lost,
    });
    const finish = await bench.run(bench.say('Refund it'));
    expect(finish?.done.output.at(-1)).toMatchObject({
      type: 'tool.approval_required',
      approvals: [{ kind: 'unknown_outcome' }],
    });
    expect(bench.sent).toHaveLength(1);
  });

  it('does not repeat a sent call after another process takes over', async () => {
    let hang: (() => void) | undefined;
    const bench = createTurnBench({
      script: [{ calls: [refund] }],
      policies: [shopTool('refund', 'write')],
      callTool: () => new Promise((resolve) => (hang = () => resolve(ok('late')))),
    });
    const key = bench.say('Refund it');
    bench.service.start(key);
    await expect.poll(() => bench.sent.length).toBe(1);
    const taken = bench.memory.takeOver(key.turnId);
    hang?.();
    await bench.service.ended(key.turnId);
    const finish = await bench.run(taken);
    expect(bench.sent).toHaveLength(1);
    expect(finish?.done.output.at(-1)).toMatchObject({ approvals: [{ kind: 'unknown_outcome' }] });
  });

  it('stops at the iteration limit with its code', async () => {
    const bench = createTurnBench({
      script: [{ calls: [find] }, { calls: [find] }],
      policies: [shopTool('find', 'read_only')],
      manifest: { config: { iteration_limit: 2 } },
    });
    expect((await bench.run(bench.say('Loop')))?.done).toMatchObject({
      status: 'error',
      code: 'iteration_limit',
    });
  });

  it('stops at the cost limit with its code', async () => {
    const bench = createTurnBench({
      script: [{ calls: [find] }],
      policies: [shopTool('find', 'read_only')],
      manifest: { config: { max_cost_usd: 0.0005 } },
    });
    expect((await bench.run(bench.say('Loop')))?.done).toMatchObject({ status: 'error', code: 'cost_limit' });
  });

  it('repeats a model call that may pass and takes back what the failed attempt said', async () => {
    const failure = { code: 'rate_limited' as const, message: 'Slow down.', retryable: true };
    const bench = createTurnBench({
      script: [
        {
          chunks: [
            { type: 'text', text: 'Half' },
            { type: 'error', failure },
          ],
        },
        { text: 'Whole.' },
      ],
    });
    const key = bench.say('Hi');
    const finish = await bench.run(key);
    expect(finish?.done.output).toMatchObject([{ content: 'Whole.' }]);
    const superseded = bench.memory
      .eventsOf(key.turnId)
      .filter((event) => event.type === 'model.delta' && event.payload.superseded);
    expect(superseded).toHaveLength(1);
  });

  it("ends as an error that carries the provider's sentence when it cannot pass", async () => {
    const failure = {
      code: 'provider_refused_key' as const,
      message: 'Provider "x" refused its key. Enter it again under Models.',
      retryable: false,
    };
    const bench = createTurnBench({ script: [{ chunks: [{ type: 'error', failure }] }] });
    expect((await bench.run(bench.say('Hi')))?.done).toMatchObject({
      status: 'error',
      code: 'provider_refused_key',
      message: failure.message,
    });
  });

  it('keeps what was said when it is cancelled, and the session goes on', async () => {
    const bench = createTurnBench({
      script: [
        {
          chunks: [
            { type: 'text', text: 'Partly' },
            { type: 'text', text: ' never' },
          ],
        },
        { text: 'Next.' },
      ],
    });
    const key = bench.say('Hi');
    bench.memory.log.subscribe(key, () => bench.service.stop(key.turnId, 'client-cancelled'));
    const finish = await bench.run(key);
    expect(finish?.done).toMatchObject({ status: 'cancelled', cancellation_reason: 'client-cancelled' });
    expect(finish?.done.output).toMatchObject([{ content: expect.stringContaining('Partly') }]);
    expect((await bench.run(bench.say('Again', key)))?.done.status).toBe('done');
  });

  it('pauses with a question and hands the answer to the model', async () => {
    const ask = { name: 'ask_user_question', arguments: { question: 'Which?', options: ['A', 'B'] } };
    const bench = createTurnBench({ script: [{ calls: [ask] }, { text: 'B it is.' }] });
    const first = bench.say('Choose');
    expect((await bench.run(first))?.done.output.at(-1)).toMatchObject({ type: 'tool.response_required' });
    bench.memory.decide(bench.sessionId, bench.memory.callsOf()[0]?.id ?? '', {
      status: 'response',
      content: 'B',
    });
    await bench.run(bench.addTurn([], first));
    expect(bench.models.requests[1]?.messages.at(-1)).toMatchObject({ role: 'tool', content: 'B' });
  });

  it('closes a wait that nobody decided before the next message', async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }, { text: 'Moving on.' }],
      policies: [shopTool('refund', 'destructive')],
    });
    const first = bench.say('Refund it');
    await bench.run(first);
    await bench.run(bench.say('Never mind', first));
    const roles = bench.models.requests[1]?.messages.map((message) => message.role);
    expect(roles).toEqual(['user', 'assistant', 'tool', 'user']);
    expect(bench.sent).toEqual([]);
  });

  it('does not use an approval again on a branch that still has the call open', async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }, { text: 'Done.' }, { text: 'On the branch.' }],
      policies: [shopTool('refund', 'destructive', { idempotent: true })],
    });
    const first = bench.say('Refund it');
    await bench.run(first);
    bench.memory.decide(bench.sessionId, bench.memory.callsOf()[0]?.id ?? '', { status: 'allow' });
    await bench.run(bench.addTurn([], first));
    const finish = await bench.run(bench.say('Once more', first));
    expect(bench.sent).toHaveLength(1);
    expect(finish?.done.status).toBe('done');
    expect(bench.models.requests[2]?.messages.find((message) => message.role === 'tool')).toMatchObject({
      content: expect.stringContaining('another branch'),
    });
  });

  it('ends without asking the model again when only its end was lost', async () => {
    const bench = createTurnBench({ script: [{ text: 'The answer.' }] });
    const key = bench.say('Hi');
    const { finish } = bench.memory.store;
    bench.memory.store.finish = async () => ({ status: 'fenced' });
    await bench.run(key);
    bench.memory.store.finish = finish;
    const ended = await bench.run(bench.memory.takeOver(key.turnId));
    expect(ended?.done).toMatchObject({ status: 'done', output: [{ content: 'The answer.' }] });
    expect(bench.models.requests).toHaveLength(1);
  });

  it('closes a call that would wait when the turn was stopped meanwhile', async () => {
    let answer: (() => void) | undefined;
    const bench = createTurnBench({
      script: [{ calls: [find, refund] }, { text: 'Next.' }],
      policies: [shopTool('find', 'read_only'), shopTool('refund', 'destructive')],
      callTool: () => new Promise((resolve) => (answer = () => resolve(ok('found')))),
    });
    const key = bench.say('Both');
    bench.service.start(key);
    await expect.poll(() => bench.sent.length).toBe(1);
    bench.service.stop(key.turnId, 'client-cancelled');
    answer?.();
    await bench.service.ended(key.turnId);
    expect(bench.memory.finishOf(key.turnId)?.done).toMatchObject({ status: 'cancelled' });
    await bench.run(bench.say('Go on', key));
    const roles = bench.models.requests[1]?.messages.map((message) => message.role);
    expect(roles).toEqual(['user', 'assistant', 'tool', 'tool', 'user']);
  });

  it('asks about a call once, also when a process dies right after asking', async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }],
      policies: [shopTool('refund', 'destructive')],
    });
    const key = bench.say('Refund it');
    const { finish } = bench.memory.store;
    bench.memory.store.finish = async () => ({ status: 'fenced' });
    await bench.run(key);
    bench.memory.store.finish = finish;
    const ended = await bench.run(bench.memory.takeOver(key.turnId));
    expect(ended?.runStatus).toBe('waiting');
    const asked = bench.memory
      .eventsOf(key.turnId)
      .filter((event) => event.type === 'tool.approval_required');
    expect(asked).toHaveLength(1);
  });

  it('is ended with a sentence when its state cannot even be loaded', async () => {
    const bench = createTurnBench({ script: [] });
    const key = bench.say('Hi');
    bench.memory.store.load = async () => {
      throw new Error('The manifest does not parse.');
    };
    bench.service.start(key);
    await bench.service.ended(key.turnId);
    expect(bench.memory.abandoned()).toEqual([key.turnId]);
  });

  it('shows the model the very arguments that are digested and stored', async () => {
    const odd = { name: 'shop__find', arguments: { id: 'a\u0000b' } };
    const bench = createTurnBench({
      script: [{ calls: [odd] }, { text: 'Found.' }],
      policies: [shopTool('find', 'read_only')],
    });
    await bench.run(bench.say('Find it'));
    expect(bench.sent).toEqual([{ tool: 'find', input: { id: 'a\ufffdb' } }]);
  });
});
