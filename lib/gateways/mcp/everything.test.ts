import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEverythingServer, type EverythingServer } from './everything-server.test-support';
import {
  address,
  failureOf,
  never,
  openGatewayBench,
  secretBox,
  valueOf,
  type GatewayBench,
} from './gateway-bench.test-support';

let server: EverythingServer;
let bench: GatewayBench;
beforeAll(async () => {
  server = await startEverythingServer();
  bench = openGatewayBench(server.url);
});
afterAll(async () => {
  await bench.gateway.close();
  await server.stop();
});

describe('the gateway against the reference server', () => {
  test('lists every tool with schema and hints', async () => {
    const tools = valueOf(await bench.gateway.listTools(address, never()));
    const sum = tools.find(({ name }) => name === 'get-sum');
    expect(sum).toMatchObject({
      description: expect.stringContaining('sum'),
      inputSchema: { type: 'object', required: ['a', 'b'] },
    });
    expect(tools.find(({ name }) => name === 'get-structured-content')?.outputSchema).toMatchObject({
      type: 'object',
    });
  });

  test('calls a tool and keeps one session for all calls', async () => {
    expect(valueOf(await bench.call('echo', { message: 'hello' }))).toEqual({
      content: 'Echo: hello',
      structured: null,
      isError: false,
    });
    const session = bench.gateway.sessionId(address);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, a) => bench.call('get-sum', { a, b: 1 })),
    );
    expect(results.map((result) => valueOf(result).content)).toEqual(
      results.map((_, a) => expect.stringContaining(`${a + 1}`)),
    );
    expect(bench.gateway.sessionId(address)).toBe(session);
    expect(session).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('hands structured content on beside its text', async () => {
    const result = valueOf(await bench.call('get-structured-content', { location: 'Chicago' }));
    expect(result.structured).toMatchObject({
      temperature: expect.any(Number),
      conditions: expect.any(String),
    });
    expect(JSON.parse(result.content)).toEqual(result.structured);
  });

  test('turns images and links into text a model can read', async () => {
    expect(valueOf(await bench.call('get-tiny-image')).content).toMatch(
      /\[image: image\/png, \d+ (bytes|KB)\]/,
    );
    expect(valueOf(await bench.call('get-resource-links', { count: 2 })).content).toMatch(
      /\[resource link: .+ <.+>/,
    );
    expect(
      valueOf(await bench.call('get-resource-reference', { resourceType: 'Text', resourceId: 1 })).content,
    ).toContain('[resource: ');
  });

  test('answers wrong arguments and unknown tools as errors of the tool, which the model can correct', async () => {
    expect(valueOf(await bench.call('get-sum', { a: 'one' }))).toMatchObject({ isError: true });
    expect(valueOf(await bench.call('no-such-tool'))).toMatchObject({
      isError: true,
      content: expect.stringContaining('no-such-tool'),
    });
  });

  test('a call that takes longer than its time ends with a sentence and an unknown outcome', async () => {
    const slow = await bench.call(
      'trigger-long-running-operation',
      { duration: 30, steps: 1 },
      { timeoutMs: 300 },
    );
    expect(failureOf(slow)).toMatchObject({
      code: 'timeout',
      mayHaveRun: true,
      message: expect.stringContaining('MCP server "box"'),
    });
  });

  test('a cancelled call ends at once and leaves the connection usable', async () => {
    const abort = new AbortController();
    const running = bench.call(
      'trigger-long-running-operation',
      { duration: 30, steps: 30 },
      { signal: abort.signal },
    );
    setImmediate(() => abort.abort());
    expect(failureOf(await running).code).toBe('cancelled');
    expect(valueOf(await bench.call('echo', { message: 'still here' })).content).toBe('Echo: still here');
  });

  test('a server that started anew is listed at once and called again after one failed call', async () => {
    await server.stop();
    const down = failureOf(await bench.call('echo', { message: 'x' }));
    expect(down).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('Check that it runs'),
    });
    server = await startEverythingServer(server.port);
    expect(valueOf(await bench.gateway.listTools(address, never())).length).toBeGreaterThan(5);
    expect(valueOf(await bench.call('echo', { message: 'back' })).content).toBe('Echo: back');
  });

  test('a change of the address counts for the very next call', async () => {
    const second = await startEverythingServer();
    const session = bench.gateway.sessionId(address);
    bench.record.url = second.url;
    expect(valueOf(await bench.call('echo', { message: 'moved' })).content).toBe('Echo: moved');
    expect(bench.gateway.sessionId(address)).not.toBe(session);
    bench.record.url = server.url;
    await second.stop();
  });

  test('a credential goes to the origin it was entered for and nowhere else', async () => {
    bench.record.authType = 'header';
    bench.record.authHeader = 'Authorization';
    bench.record.secret = secretBox.seal('Bearer s3cret', 'https://elsewhere.example');
    const refused = failureOf(await bench.call('echo', { message: 'x' }));
    expect(refused).toMatchObject({
      code: 'unauthorised',
      mayHaveRun: false,
      message: expect.stringContaining('Enter it again'),
    });
    bench.record.secret = secretBox.seal('Bearer s3cret', new URL(server.url).origin);
    expect(valueOf(await bench.call('echo', { message: 'x' })).content).toBe('Echo: x');
  });
});
