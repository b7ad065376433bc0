import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProviderType } from '@/lib/contract/provider';
import { createGuardedFetch, type GuardedFetch } from '@/lib/gateways/outbound/guarded-fetch';
import { createLanguageModelFactory } from './adapters/language-model';
import { freePort, startAimock, type Aimock } from './aimock.test-support';
import type { CallTimeouts } from './call-watch';
import type { ContextMessage } from './model-message';
import type { ModelChunk, ModelRequest } from './model-port';
import { streamCall } from './stream-call';

const secretWords = 'words of the upstream with sk-secret';
const failing = (
  word: string,
  status: number,
  error: Record<string, unknown>,
  more: Record<string, unknown> = {},
) => ({
  match: { userMessage: word },
  response: { status, error: { message: secretWords, ...error }, ...more },
});
const longText = 'one two three four five six seven eight nine ten';
const usage = {
  prompt_tokens: 100,
  completion_tokens: 20,
  input_tokens: 100,
  output_tokens: 20,
  total_tokens: 120,
  prompt_tokens_details: { cached_tokens: 40 },
};
const fixtures = [
  {
    match: { userMessage: 'two calls', hasToolResult: false },
    response: {
      content: 'Looking.',
      toolCalls: [
        { id: 'call_a', name: 'find_invoice', arguments: { id: 'INV-1' } },
        { id: 'call_b', name: 'get_charge', arguments: { invoice_id: 'INV-1' } },
      ],
    },
  },
  { match: { toolCallId: 'call_b' }, response: { content: 'Both are there.' } },
  {
    match: { userMessage: 'think' },
    response: { content: 'Forty-two.', reasoning: 'Let me see.', reasoningSignature: 'signature-1', usage },
  },
  { match: { userMessage: 'again' }, response: { content: 'Still forty-two.' } },
  {
    match: { userMessage: 'slowly' },
    streamingProfile: { ttft: 1, tps: 20 },
    chunkSize: 4,
    response: { content: longText },
  },
  { match: { userMessage: 'cut' }, truncateAfterChunks: 3, chunkSize: 4, response: { content: longText } },
  failing('limited', 429, { type: 'rate_limit_error', code: 'rate_limit_exceeded' }, { retryAfter: 7 }),
  failing('no quota', 429, { type: 'insufficient_quota', code: 'insufficient_quota' }),
  failing('bad key', 401, { type: 'authentication_error', code: 'invalid_api_key' }),
  failing('no model', 404, { type: 'not_found_error', code: 'model_not_found' }),
  failing('too long', 400, { type: 'invalid_request_error', message: `prompt is too long: ${secretWords}` }),
  failing('bad request', 400, { type: 'invalid_request_error', param: 'temperature' }),
  failing('down', 503, { type: 'server_error' }),
];

const models: Record<VendorType, string> = {
  openai: 'gpt-5-mini',
  openai_compatible: 'local-model',
  anthropic: 'claude-sonnet-4-5',
  google: 'gemini-2.5-flash',
};
type VendorType = Exclude<ProviderType, 'simulated'>;
const wires: VendorType[] = ['openai', 'openai_compatible', 'anthropic', 'google'];

let aimock: Aimock;
beforeAll(async () => {
  aimock = await startAimock(fixtures);
}, 20_000);
afterAll(() => aimock.stop());

const guarded = createGuardedFetch({ allowHosts: ['127.0.0.0/8'] });
const user = (text: string): ContextMessage => ({ role: 'user', content: [{ type: 'text', text }] });

type Call = {
  type: VendorType;
  messages: ContextMessage[];
  url?: string;
  fetch?: GuardedFetch;
  signal?: AbortSignal;
  timeouts?: CallTimeouts;
  request?: Partial<ModelRequest>;
};

async function* stream({
  type,
  messages,
  url = aimock.url,
  fetch = guarded,
  signal,
  timeouts,
  request,
}: Call): AsyncGenerator<ModelChunk> {
  const baseUrl = `${url}${type === 'google' ? '/v1beta' : '/v1'}`;
  const now = new Date(0);
  const provider = {
    id: 'prv_1',
    name: 'acme-models',
    type,
    baseUrl,
    secret: null,
    secretLast4: null,
    models: [],
    enabled: true,
    createdAt: now,
    updatedAt: now,
    createdBy: 'usr_1',
  };
  const factory = await createLanguageModelFactory({ type, baseUrl, apiKey: 'key-of-ours', fetch });
  yield* streamCall(
    { provider, factory },
    {
      organisationId: 'org_1',
      model: `acme-models/${models[type]}`,
      system: 'You help.',
      messages,
      tools: ['find_invoice', 'get_charge'].map((name) => ({
        name,
        description: name,
        inputSchema: { type: 'object', properties: {} },
      })),
      params: { temperature: 0.2 },
      sessionId: 'ses_1',
      ...request,
    },
    signal ?? new AbortController().signal,
    timeouts ?? { firstTokenMs: 20_000, idleMs: 20_000 },
  );
}

async function collect(call: Call): Promise<ModelChunk[]> {
  const chunks: ModelChunk[] = [];
  for await (const chunk of stream(call)) chunks.push(chunk);
  return chunks;
}

const textOf = (chunks: ModelChunk[]): string =>
  chunks.flatMap((chunk) => (chunk.type === 'text' ? [chunk.text] : [])).join('');
const failureOf = (chunks: ModelChunk[]) =>
  chunks.flatMap((chunk) => (chunk.type === 'error' ? [chunk.failure] : [])).at(0);

describe.each(wires)('%s', (type) => {
  test('streams parallel tool calls and takes their results with its own ids', async () => {
    const chunks = await collect({ type, messages: [user('two calls')] });
    expect(textOf(chunks)).toBe('Looking.');
    expect(chunks.filter((chunk) => chunk.type === 'tool_call_start')).toMatchObject([
      { index: 0, name: 'find_invoice', providerCallId: 'call_a' },
      { index: 1, name: 'get_charge', providerCallId: 'call_b' },
    ]);
    const second = chunks
      .flatMap((chunk) => (chunk.type === 'tool_call_arguments' && chunk.index === 1 ? [chunk.text] : []))
      .join('');
    expect(JSON.parse(second)).toEqual({ invoice_id: 'INV-1' });
    expect(chunks.at(-1)).toMatchObject({ type: 'finish', reason: 'tool_calls' });

    const next = await collect({
      type,
      messages: [
        user('two calls'),
        {
          role: 'assistant',
          content: 'Looking.',
          toolCalls: [
            { id: 'call_01', providerCallId: 'call_a', name: 'find_invoice', arguments: '{"id":"INV-1"}' },
            {
              id: 'call_02',
              providerCallId: 'call_b',
              name: 'get_charge',
              arguments: '{"invoice_id":"INV-1"}',
            },
          ],
        },
        {
          role: 'tool',
          toolCallId: 'call_01',
          toolName: 'find_invoice',
          content: '{"id":"INV-1"}',
          isError: false,
        },
        { role: 'tool', toolCallId: 'call_02', toolName: 'get_charge', content: 'no charge', isError: true },
      ],
    });
    expect(textOf(next)).toBe('Both are there.');
    expect(next.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
  });

  test.each([
    ['limited', 'rate_limited', true, 7000],
    ['no quota', 'rate_limited', false, undefined],
    ['bad key', 'provider_refused_key', false, undefined],
    ['no model', 'model_not_found', false, undefined],
    ['too long', 'context_too_long', false, undefined],
    ['bad request', 'refused_request', false, undefined],
    ['down', 'provider_error', true, undefined],
  ])('says "%s" as %s without a word of the provider', async (word, code, retryable, retryAfterMs) => {
    const failure = failureOf(await collect({ type, messages: [user(word)] }));
    expect(failure).toMatchObject({ code, retryable });
    expect(failure?.retryAfterMs).toBe(retryAfterMs);
    expect(failure?.message).toContain('acme-models');
    expect(failure?.message).toContain(models[type]);
    expect(failure?.message).not.toMatch(/sk-secret|words of the upstream|key-of-ours/);
  });

  test('says that a stream broke in the middle', async () => {
    const chunks = await collect({ type, messages: [user('cut')] });
    expect(failureOf(chunks)).toMatchObject({ code: 'broken_stream', retryable: true });
    expect(chunks.some((chunk) => chunk.type === 'finish')).toBe(false);
  });

  test('says that nobody listens', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const failure = failureOf(await collect({ type, messages: [user('hello')], url }));
    expect(failure).toMatchObject({ code: 'unreachable', retryable: true });
    expect(failure?.message).toContain(new URL(url).host);
  });

  test('does not call a private address that is not allowed', async () => {
    const failure = failureOf(
      await collect({ type, messages: [user('hello')], fetch: createGuardedFetch({ allowHosts: [] }) }),
    );
    expect(failure).toMatchObject({ code: 'unreachable', retryable: false });
    expect(failure?.message).toContain('TACKROOM_ALLOW_HOSTS');
  });
});

describe('reasoning', () => {
  test('comes apart from the text and goes back signed, to the same model only', async () => {
    const bodies: string[] = [];
    const recording: GuardedFetch = (input, init) => {
      bodies.push(String(init?.body));
      return guarded(input, init);
    };
    const chunks = await collect({ type: 'anthropic', messages: [user('think')] });
    const finish = chunks.find((chunk) => chunk.type === 'finish');
    if (finish?.type !== 'finish') throw new Error('The stream has no end.');
    expect(chunks.flatMap((chunk) => (chunk.type === 'reasoning' ? [chunk.text] : [])).join('')).toBe(
      'Let me see.',
    );
    expect(finish.usage).toMatchObject({ inputTokens: 100, outputTokens: 20 });

    const answer = (model: string): ContextMessage => ({
      role: 'assistant',
      content: 'Forty-two.',
      reasoning: 'Let me see.',
      toolCalls: [],
      model,
      ...(finish.providerMetadata ? { providerMetadata: finish.providerMetadata } : {}),
    });
    for (const model of ['acme-models/claude-sonnet-4-5', 'other/model']) {
      await collect({
        type: 'anthropic',
        messages: [user('think'), answer(model), user('again')],
        fetch: recording,
      });
    }
    expect(bodies[0]).toContain('signature-1');
    expect(bodies[1]).not.toContain('signature-1');
    expect(bodies[1]).not.toContain('Let me see.');
    expect(bodies[1]).toContain('Forty-two.');
  });
});

describe('the request', () => {
  const bodyOf = async (call: Omit<Call, 'messages'>): Promise<unknown> => {
    let body = '';
    const recording: GuardedFetch = (input, init) => {
      body = String(init?.body);
      return guarded(input, init);
    };
    await collect({ ...call, messages: [user('again')], fetch: recording });
    return JSON.parse(body);
  };

  test('carries known parameters, and unknown ones as they are', async () => {
    const params = {
      max_tokens: 77,
      temperature: 0.5,
      reasoning_effort: 'low',
      parallel_tool_calls: false,
      my_switch: { on: true },
      model: 'ignored',
    };
    expect(await bodyOf({ type: 'openai_compatible', request: { params } })).toMatchObject({
      model: 'local-model',
      max_tokens: 77,
      temperature: 0.5,
      reasoning_effort: 'low',
      parallel_tool_calls: false,
      my_switch: { on: true },
      stream_options: { include_usage: true },
    });
    expect(
      await bodyOf({
        type: 'anthropic',
        request: { params: { max_tokens: 50, metadata: { user_id: 'u' } } },
      }),
    ).toMatchObject({ max_tokens: 50, metadata: { user_id: 'u' } });
  });

  test('marks the cache for Anthropic: system prompt and the newest messages', async () => {
    const text = JSON.stringify(await bodyOf({ type: 'anthropic' }));
    expect(text.match(/"cache_control":\{"type":"ephemeral"\}/g)).toHaveLength(2);
  });

  test('asks for JSON by schema', async () => {
    const schema = {
      type: 'object',
      properties: { total: { type: 'number' } },
      required: ['total'],
      additionalProperties: false,
    };
    expect(
      await bodyOf({
        type: 'openai_compatible',
        request: { responseFormat: { type: 'json', name: 'sum', schema } },
      }),
    ).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { name: 'sum', schema } },
    });
  });

  test('speaks Responses to OpenAI itself, storing nothing there', async () => {
    let seen: { url: string; body: unknown } | undefined;
    const toAimock: GuardedFetch = (input, init) => {
      const url = String(input);
      seen = { url, body: JSON.parse(String(init?.body)) };
      return guarded(url.replace('https://api.openai.com', aimock.url), init);
    };
    const chunks = await collect({
      type: 'openai',
      messages: [user('two calls')],
      url: 'https://api.openai.com',
      fetch: toAimock,
    });
    expect(seen?.url).toBe('https://api.openai.com/v1/responses');
    expect(seen?.body).toMatchObject({ store: false, prompt_cache_key: 'ses_1' });
    expect(chunks.filter((chunk) => chunk.type === 'tool_call_start')).toHaveLength(2);
    expect(chunks.at(-1)).toMatchObject({ type: 'finish', reason: 'tool_calls' });
  });
});

describe('waiting', () => {
  async function silentServer(
    answer: (response: ServerResponse) => void,
  ): Promise<{ url: string; closed: Promise<void>; close(): void }> {
    let onClosed: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (onClosed = resolve));
    const server = createServer((request: IncomingMessage, response) => {
      request.socket.on('close', onClosed);
      request.resume();
      answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A server that listens on TCP answers with an object.
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}`,
      closed,
      close: () => {
        server.closeAllConnections();
        server.close();
      },
    };
  }
  const firstWord = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(
      'data: {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"Well"}}]}\n\n',
    );
  };

  test('ends when the first token does not come, and lets go of the connection', async () => {
    const server = await silentServer(() => undefined);
    const chunks = await collect({
      type: 'openai_compatible',
      messages: [user('hi')],
      url: server.url,
      timeouts: { firstTokenMs: 30, idleMs: 30 },
    });
    expect(failureOf(chunks)).toMatchObject({ code: 'timeout', retryable: true });
    await server.closed;
    server.close();
  });

  test('ends when a stream falls silent', async () => {
    const server = await silentServer(firstWord);
    const chunks = await collect({
      type: 'openai_compatible',
      messages: [user('hi')],
      url: server.url,
      timeouts: { firstTokenMs: 5000, idleMs: 30 },
    });
    expect(textOf(chunks)).toBe('Well');
    expect(failureOf(chunks)?.message).toContain('stopped in the middle');
    await server.closed;
    server.close();
  });

  test('abort closes the upstream connection and the stream just ends', async () => {
    const server = await silentServer(firstWord);
    const abort = new AbortController();
    const chunks: ModelChunk[] = [];
    for await (const chunk of stream({
      type: 'openai_compatible',
      messages: [user('hi')],
      url: server.url,
      signal: abort.signal,
    })) {
      chunks.push(chunk);
      abort.abort();
    }
    expect(chunks).toEqual([{ type: 'text', text: 'Well' }]);
    await server.closed;
    server.close();
  });

  test.each(wires)('abort in the middle of a stream of %s ends it without a failure', async (type) => {
    const abort = new AbortController();
    const chunks: ModelChunk[] = [];
    for await (const chunk of stream({ type, messages: [user('slowly')], signal: abort.signal })) {
      chunks.push(chunk);
      abort.abort();
    }
    expect(chunks).toHaveLength(1);
  });
});
