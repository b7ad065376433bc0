import { expect, test } from 'vitest';
import type { ModelChunk, ModelRequest } from '../model-port';
import { simulateCall } from './simulate-call';

const request = (text: string): ModelRequest => ({
  organisationId: 'org_1',
  model: 'simulated/demo',
  system: 'You help.',
  messages: [{ role: 'user', content: [{ type: 'text', text }] }],
  tools: [{ name: 'billing__find_invoice', description: 'Finds.', inputSchema: { type: 'object' } }],
  params: { chunk_delay_ms: 0 },
  sessionId: 'ses_1',
});

async function collect(text: string): Promise<ModelChunk[]> {
  const chunks: ModelChunk[] = [];
  for await (const chunk of simulateCall(request(text), new AbortController().signal)) chunks.push(chunk);
  return chunks;
}

test('streams word by word and loses nothing of the text', async () => {
  const chunks = await collect('reply exactly: one  two\nthree');
  const texts = chunks.flatMap((chunk) => (chunk.type === 'text' ? [chunk.text] : []));
  expect(texts.join('')).toBe('one  two\nthree');
  expect(texts).toHaveLength(3);
});

test('is the same every time, with token counts that grow with the text', async () => {
  expect(await collect('call find_invoice {"id":"INV-1"}')).toEqual(
    await collect('call find_invoice {"id":"INV-1"}'),
  );
  const short = (await collect('reply with 10 words')).at(-1);
  const long = (await collect('reply with 500 words')).at(-1);
  if (short?.type !== 'finish' || long?.type !== 'finish') throw new Error('The stream has no end.');
  expect(long.usage.outputTokens).toBeGreaterThan(short.usage.outputTokens * 20);
  expect(short.usage.inputTokens).toBeGreaterThan(20);
  expect(short.usage.costUsd).toBe(0);
});

test('ends a call with the reason of one', async () => {
  const chunks = await collect('call find_invoice {"id":"INV-1"}');
  expect(chunks[0]).toMatchObject({ type: 'tool_call_start', index: 0, name: 'billing__find_invoice' });
  expect(chunks.at(-1)).toMatchObject({ type: 'finish', reason: 'tool_calls' });
});

test('just ends after abort', async () => {
  const abort = new AbortController();
  const chunks: ModelChunk[] = [];
  for await (const chunk of simulateCall(
    { ...request('reply with 5000 words'), params: { chunk_delay_ms: 1 } },
    abort.signal,
  )) {
    chunks.push(chunk);
    if (chunks.length === 3) abort.abort();
  }
  expect(chunks).toHaveLength(3);
});
