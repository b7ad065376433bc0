import { describe, expect, it } from 'vitest';
import { createTurnBench, ok, shopTool } from '../simulation/turn-bench';

const find = { name: 'shop__find', arguments: { id: 'INV-1' } };
const policies = [shopTool('find', 'read_only')];

describe('a turn that goes on and on', () => {
  it('ends as event_limit at 20,000 events, keeps what was said, and the next one goes on', async () => {
    const script = [{ text: 'Looking.', calls: [find] }, { text: 'Again.' }];
    const bench = createTurnBench({ script, policies });
    const first = bench.say('Find them all');
    // What another process did of this turn counts too.
    const events = Array.from({ length: 19_997 }, (_, index) => ({
      type: 'mcp.initialize' as const,
      thread_id: 'main',
      payload: { content: [] },
      sequence_id: index + 2,
    }));
    await bench.memory.log.append(first, { events });
    const finish = await bench.run(first);
    expect(finish?.done).toMatchObject({ status: 'error', code: 'event_limit' });
    expect(finish?.done.message).toContain('20,000');
    expect(finish?.done.output[0]).toMatchObject({ type: 'model.message', content: 'Looking.' });
    expect(bench.models.requests).toHaveLength(1);
    expect((await bench.run(bench.say('Go on', first)))?.done.status).toBe('done');
  });

  it('is not ended by the increments of its messages', async () => {
    const chunks = Array.from({ length: 20_500 }, () => ({ type: 'text' as const, text: 'a' }));
    const usage = {
      inputTokens: 1,
      outputTokens: 1,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      reasoningTokens: 0,
      costUsd: 0,
    };
    const bench = createTurnBench({
      script: [{ chunks: [...chunks, { type: 'finish', reason: 'stop', usage }] }],
    });
    expect((await bench.run(bench.say('Talk')))?.done.status).toBe('done');
  });

  it('is ended when one message does not end', async () => {
    const chunks = Array.from({ length: 300 }, () => ({ type: 'text' as const, text: 'a'.repeat(10_000) }));
    const bench = createTurnBench({ script: [{ chunks }] });
    const finish = await bench.run(bench.say('Talk'));
    expect(finish?.done).toMatchObject({ status: 'error', code: 'answer_too_long' });
    expect(finish?.done.message).toContain('2,000,000');
  });
});

describe('a result of ten megabytes', () => {
  it('is cut to 64 KiB for the log and the model, and the turn goes on', async () => {
    const bench = createTurnBench({
      script: [{ calls: [find] }, { text: 'Seen.' }],
      policies,
      callTool: async () => ok('é'.repeat(5_000_000)),
    });
    const key = bench.say('Find it');
    expect((await bench.run(key))?.done.status).toBe('done');
    const response = bench.memory.eventsOf(key.turnId).find((event) => event.type === 'tool.response');
    const content = response?.type === 'tool.response' ? response.payload.content : '';
    expect(Buffer.byteLength(content)).toBeLessThan(65_536 + 100);
    expect(content).toContain('bytes were cut');
    expect(bench.models.requests[1]?.messages.at(-1)).toMatchObject({ role: 'tool', content });
  });
});
