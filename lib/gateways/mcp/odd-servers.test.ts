import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Clock } from '@/lib/platform/clock';
import { freePort } from './everything-server.test-support';
import {
  address,
  failureOf,
  never,
  openGatewayBench,
  valueOf,
  type GatewayBench,
} from './gateway-bench.test-support';
import { json, startOddServer, textResult, type OddAnswer, type OddServer } from './odd-server.test-support';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function open(answer: OddAnswer): Promise<GatewayBench & { server: OddServer }> {
  const server = await startOddServer(answer);
  const bench = openGatewayBench(server.url);
  cleanups.push(
    () => server.close(),
    () => bench.gateway.close(),
  );
  return { ...bench, server };
}

const calls = (server: OddServer) => server.asked.filter((method) => method === 'tools/call').length;

describe('a session that the server forgot', () => {
  test('is opened anew and the call, which nobody saw, is sent once more', async () => {
    const { call, server, gateway } = await open((message, response, request) => {
      if (request.headers['mcp-session-id'] === 'session-1') response.writeHead(404).end();
      else json(response, textResult(message, 'done'));
    });
    expect(valueOf(await call('work')).content).toBe('done');
    expect(calls(server)).toBe(2);
    expect(gateway.sessionId(address)).toBe('session-2');
  });

  test('is not opened a third time', async () => {
    const { call, server } = await open((_message, response) => response.writeHead(404).end());
    expect(failureOf(await call('work'))).toMatchObject({ code: 'invalid_answer', mayHaveRun: false });
    expect(calls(server)).toBe(2);
  });
});

describe('a call that may have run is never repeated', () => {
  test('when the connection breaks before the answer', async () => {
    const { call, server } = await open((_message, response) => response.socket?.destroy());
    expect(failureOf(await call('work'))).toMatchObject({ code: 'unreachable', mayHaveRun: true });
    expect(calls(server)).toBe(1);
  });

  test('when the stream ends without the result', async () => {
    const { call, server } = await open((_message, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(': nothing to say\n\n');
    });
    expect(failureOf(await call('work'))).toMatchObject({ code: 'invalid_answer', mayHaveRun: true });
    expect(calls(server)).toBe(1);
  });

  test('when the server fails', async () => {
    const { call, server } = await open((_message, response) =>
      response.writeHead(502).end('<html>secret stack</html>'),
    );
    const failure = failureOf(await call('work'));
    expect(failure).toMatchObject({ code: 'unreachable', mayHaveRun: true });
    expect(failure.message).not.toContain('secret stack');
    expect(calls(server)).toBe(1);
  });
});

describe('a server that keeps us waiting', () => {
  test('is told when a call is cancelled', async () => {
    const abort = new AbortController();
    const { call, server } = await open(() => abort.abort());
    expect(failureOf(await call('work', {}, { signal: abort.signal }))).toMatchObject({
      code: 'cancelled',
      mayHaveRun: true,
    });
    await vi.waitFor(() => expect(server.asked).toContain('notifications/cancelled'));
  });

  test('is given five seconds to connect', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const port = String(Object(silent.address()).port);
    const bench = openGatewayBench(`http://127.0.0.1:${port}/mcp`);
    cleanups.push(
      async () => void silent.closeAllConnections(),
      () => bench.gateway.close(),
    );
    const failure = failureOf(await bench.call('work'));
    silent.close();
    expect(failure).toMatchObject({
      code: 'timeout',
      mayHaveRun: false,
      message: expect.stringContaining('within 5 seconds'),
    });
  }, 15_000);
});

describe('answers that are not usable', () => {
  test.each([
    ['broken JSON', '{"jsonrpc":"2.0",', 'application/json'],
    ['another shape', '{"jsonrpc":"2.0","id":3,"result":{"content":"text"}}', 'application/json'],
    ['a web page', '<html></html>', 'text/html'],
  ])('%s ends in a sentence', async (_name, body, type) => {
    const { call } = await open((message, response) => {
      response.writeHead(200, { 'content-type': type }).end(body.replace('"id":3', `"id":${message.id}`));
    });
    expect(failureOf(await call('work'))).toMatchObject({
      code: 'invalid_answer',
      message: expect.stringContaining('MCP server "box"'),
    });
  });

  test.each(['application/json', 'text/event-stream'])(
    'more than 10 MB as %s is not read to its end',
    async (type) => {
      const { call } = await open((message, response) => {
        const text = JSON.stringify(textResult(message, 'x'.repeat(11 * 1024 * 1024)));
        response
          .writeHead(200, { 'content-type': type })
          .end(type === 'application/json' ? text : `data: ${text}\n\n`);
      });
      const failure = failureOf(await call('work'));
      expect(failure).toMatchObject({
        code: 'too_large',
        mayHaveRun: true,
        message: expect.stringContaining('10 MB'),
      });
    },
  );

  test('characters that the database cannot hold are replaced, not fatal', async () => {
    const { call } = await open((message, response) =>
      json(response, textResult(message, 'a\u0000b\ud800c')),
    );
    expect(valueOf(await call('work')).content).toBe('a\ufffdb\ufffdc');
  });
});

describe('listing', () => {
  test('follows every page', async () => {
    const { gateway } = await open((message, response) => {
      const page = Number(message.params?.cursor ?? 0);
      const tools = [{ name: `tool-${page}`, inputSchema: { type: 'object' } }];
      json(response, {
        jsonrpc: '2.0',
        id: message.id,
        result: { tools, ...(page < 4 ? { nextCursor: String(page + 1) } : {}) },
      });
    });
    const tools = valueOf(await gateway.listTools(address, never()));
    expect(tools.map(({ name }) => name)).toEqual(['tool-0', 'tool-1', 'tool-2', 'tool-3', 'tool-4']);
  });
});

describe('what is not called at all', () => {
  test('an unknown server', async () => {
    const { gateway } = openGatewayBench(null);
    const result = await gateway.listTools({ organisationId: 'org_test', server: 'nowhere' }, never());
    expect(failureOf(result)).toMatchObject({
      code: 'server_not_found',
      message: expect.stringContaining('"nowhere"'),
    });
  });

  test('a server that is switched off', async () => {
    const { call, record, server } = await open((message, response) =>
      json(response, textResult(message, 'done')),
    );
    record.enabled = false;
    expect(failureOf(await call('work'))).toMatchObject({ code: 'server_disabled', mayHaveRun: false });
    expect(server.asked).toEqual([]);
  });

  test('a private address that the operator did not allow', async () => {
    const server = await startOddServer((message, response) => json(response, textResult(message, 'done')));
    const bench = openGatewayBench(server.url, { allowHosts: [] });
    cleanups.push(
      () => server.close(),
      () => bench.gateway.close(),
    );
    expect(failureOf(await bench.call('work'))).toMatchObject({
      code: 'unreachable',
      mayHaveRun: false,
      message: expect.stringContaining('TACKROOM_ALLOW_HOSTS'),
    });
    expect(server.asked).toEqual([]);
  });

  test('an address that no browser would call either', async () => {
    const bench = openGatewayBench('http://127.0.0.1:9/mcp');
    expect(failureOf(await bench.call('work'))).toMatchObject({ code: 'unreachable', mayHaveRun: false });
  });

  test('a redirect to another origin is not followed', async () => {
    const trap = await startOddServer((message, response) => json(response, textResult(message, 'trapped')));
    const { call } = await open((_message, response) =>
      response.writeHead(307, { location: trap.url }).end(),
    );
    cleanups.push(() => trap.close());
    expect(failureOf(await call('work')).code).toBe('invalid_answer');
    expect(trap.asked).toEqual([]);
  });

  test('a server that failed five times within 30 seconds, until they have passed or somebody asks for it', async () => {
    let now = 0;
    const clock: Clock = { now: () => new Date(now), sleep: async () => undefined };
    const bench = openGatewayBench(`http://127.0.0.1:${await freePort()}/mcp`, { clock });
    cleanups.push(() => bench.gateway.close());
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(failureOf(await bench.call('work')).message).toContain('ECONNREFUSED');
    }
    expect(failureOf(await bench.call('work')).message).toContain('left alone for 30 more');
    await bench.gateway.forget(address);
    expect(failureOf(await bench.call('work')).message).toContain('ECONNREFUSED');
    for (let attempt = 0; attempt < 4; attempt += 1) await bench.call('work');
    now += 30_000;
    expect(failureOf(await bench.call('work')).message).toContain('ECONNREFUSED');
  });
});
