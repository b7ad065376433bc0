import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createGuardedFetch } from './guarded-fetch';
import { findOutboundRefusal } from './outbound-refusal';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP answers with an object.
  return (server.address() as AddressInfo).port;
}

const refusalOf = (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    (error: unknown) => findOutboundRefusal(error)?.message,
  );

const loopback = createGuardedFetch({ allowHosts: ['127.0.0.1'] });

describe('guarded fetch', () => {
  test('refuses a literal private address without connecting', async () => {
    let calls = 0;
    const port = await serve((_request, response) => {
      calls += 1;
      response.end();
    });
    const closed = createGuardedFetch({ allowHosts: [] });
    expect(await refusalOf(closed(`http://127.0.0.1:${port}/`))).toContain('TACKROOM_ALLOW_HOSTS');
    expect(await refusalOf(closed(`http://[::ffff:7f00:1]:${port}/`))).toContain('TACKROOM_ALLOW_HOSTS');
    expect(calls).toBe(0);
  });

  test('refuses a name that resolves to a private address', async () => {
    const port = await serve((_request, response) => response.end());
    const closed = createGuardedFetch({ allowHosts: [] });
    expect(await refusalOf(closed(`http://localhost:${port}/`))).toContain(
      '"localhost" is a private address',
    );
  });

  test('reaches an allowed address and answers with the global Response', async () => {
    const port = await serve((request, response) => {
      response.setHeader('x-method', request.method ?? '');
      request.pipe(response);
    });
    const response = await loopback(`http://localhost:${port}/x`, { method: 'POST', body: 'hello' });
    expect(response).toBeInstanceOf(Response);
    expect(response.headers.get('x-method')).toBe('POST');
    expect(await response.text()).toBe('hello');
  });

  test('checks every hop of a redirect', async () => {
    const port = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
    );
    expect(await refusalOf(loopback(`http://127.0.0.1:${port}/`))).toContain('169.254.169.254');
  });

  test('drops credentials when a redirect leaves the origin', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const target = await serve((request, response) => {
      seen.push(request.headers);
      response.end('ok');
    });
    const port = await serve((request, response) =>
      request.url === '/here'
        ? response.end(JSON.stringify(request.headers))
        : response
            .writeHead(307, { location: request.url === '/same' ? '/here' : `http://127.0.0.1:${target}/` })
            .end(),
    );
    const init = {
      method: 'POST',
      body: '{}',
      headers: { authorization: 'Bearer k', 'x-api-key': 'k', 'x-custom': 'k', accept: 'text/plain' },
    };
    await loopback(`http://127.0.0.1:${port}/other`, init);
    expect(seen[0]?.authorization).toBeUndefined();
    expect(seen[0]?.['x-api-key']).toBeUndefined();
    expect(seen[0]?.['x-custom']).toBeUndefined();
    expect(seen[0]?.accept).toBe('text/plain');
    const same = (await (await loopback(`http://127.0.0.1:${port}/same`, init)).json()) as Record<
      string,
      string
    >;
    expect(same['authorization']).toBe('Bearer k');
  });

  test('stops after three redirects', async () => {
    let calls = 0;
    const port = await serve((_request, response) => {
      calls += 1;
      response.writeHead(302, { location: '/again' }).end();
    });
    expect(await refusalOf(loopback(`http://127.0.0.1:${port}/`))).toContain('more than 3 times');
    expect(calls).toBe(4);
  });

  test('refuses other protocols and credentials in the address', async () => {
    expect(await refusalOf(loopback('file:///etc/passwd'))).toContain('http or https');
    expect(await refusalOf(loopback('http://user:secret@127.0.0.1/'))).not.toContain('secret');
  });

  test('closes the upstream socket on abort', async () => {
    let onClose: () => void = () => undefined;
    const isClosed = new Promise<void>((resolve) => (onClose = resolve));
    const port = await serve((request, response) => {
      response.write('first');
      request.socket.on('close', onClose);
    });
    const abort = new AbortController();
    const response = await loopback(`http://127.0.0.1:${port}/`, { signal: abort.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    abort.abort();
    await isClosed;
    await expect(reader?.read()).rejects.toThrow();
  });
});
