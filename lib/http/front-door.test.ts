import { Agent, createServer, request as httpRequest, type RequestOptions, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import nextConfig from '@/next.config';
import { createLogger } from '@/lib/platform/logger';
import { openFrontDoor, type FrontDoor } from './front-door';

const door = (): FrontDoor => {
  // Where `openFrontDoor` puts it, for a server that cannot import it.
  const found = (globalThis as { [key: symbol]: FrontDoor | undefined })[Symbol.for('tackroom.front-door')];
  if (!found) throw new Error('There is no front door.');
  return found;
};
let server: Server;
let url: string;
let aborted: Promise<void>;
const failures: unknown[] = [];
const logger = { ...createLogger('off'), error: (fields: unknown) => void failures.push(fields) };

beforeAll(async () => {
  openFrontDoor(
    [
      {
        method: 'POST',
        path: /^\/echo\/(?<name>[\w-]+)$/,
        handler: async (request, { params }) =>
          Response.json(
            { ...(await params), text: await request.text(), query: new URL(request.url).search },
            { status: 201, headers: { 'x-own': 'yes' } },
          ),
      },
      {
        method: 'GET',
        path: /^\/forever$/,
        handler: async (request) => {
          aborted = new Promise((resolve) => request.signal.addEventListener('abort', () => resolve()));
          const body = new ReadableStream({ start: (it) => it.enqueue(new TextEncoder().encode('first')) });
          return new Response(body);
        },
      },
      {
        method: 'GET',
        path: /^\/broken$/,
        handler: async () =>
          new Response(
            new ReadableStream({
              start: (it) => it.enqueue(new TextEncoder().encode('half')),
              pull: (it) => it.error(new Error('cut')),
            }),
          ),
      },
      {
        method: 'POST',
        path: /^\/unread$/,
        handler: async (request) => {
          if (new URL(request.url).search === '?begun') await request.body?.getReader().read();
          return new Response('no', { status: 413 });
        },
      },
      {
        method: 'POST',
        path: /^\/throws$/,
        handler: async () => {
          throw new Error('a bug');
        },
      },
    ],
    logger,
  );
  server = createServer((request, response) => {
    if (!door()(request, response)) response.end('next');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('the front door', () => {
  it('hands a handler its path, query and body and writes what it answers', async () => {
    const response = await fetch(`${url}/echo/a-b?x=1`, { method: 'POST', body: 'grüße' });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-own')).toBe('yes');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(await response.json()).toEqual({ name: 'a-b', text: 'grüße', query: '?x=1' });
  });

  it('carries a large body without holding it back or losing any of it', async () => {
    const body = 'x'.repeat(3_000_000);
    const response = await fetch(`${url}/echo/large`, { method: 'POST', body });
    const { text }: { text: string } = await response.json();
    expect(text.length).toBe(body.length);
  });

  it.each([
    ['GET', '/echo/a'],
    ['POST', '/echo/a/'],
    ['POST', '/echo/a%20b'],
    ['GET', '/'],
  ])('leaves %s %s to Next', async (method, path) => {
    expect(await (await fetch(url + path, { method })).text()).toBe('next');
  });

  it('aborts the handler’s signal when the client goes away', async () => {
    const request = httpRequest(`${url}/forever`);
    request.on('error', () => undefined).end();
    request.on('response', (response) =>
      response.on('error', () => undefined).once('data', () => request.destroy()),
    );
    await vi.waitFor(() => expect(aborted).toBeDefined());
    await aborted;
  });

  it('cuts the connection when a stream fails, so that half an answer is not taken for a whole one', async () => {
    const response = await fetch(`${url}/broken`);
    await expect(response.text()).rejects.toThrow();
  });

  it.each([
    ['small', '', 200],
    ['of 200 kB', '', 200_000],
    ['of 3 MB', '', 3_000_000],
    ['of 3 MB, begun', '?begun', 3_000_000],
  ])('serves the next request of a connection after a body that nobody read (%s)', async (_, query, size) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const refused = await post({ agent, path: `/unread${query}` }, 'y'.repeat(size));
    const next = await post({ agent, path: '/echo/next' }, 'z');
    expect([refused.status, next.status, next.isReused]).toEqual([413, 201, true]);
    agent.destroy();
  });

  it('answers 400 to a Host header that is more than a host', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (const host of ['a@b', 'a:b@c', 'a/b', 'a b']) {
      const refused = await post({ agent, path: '/echo/a', headers: { host } }, 'z');
      expect([host, refused.status]).toEqual([host, 400]);
      expect(JSON.parse(refused.text)).toMatchObject({ error: { param: 'Host' } });
    }
    expect((await post({ agent, path: '/echo/a' }, 'z')).status).toBe(201);
    agent.destroy();
  });

  it('puts on every answer what the pages carry', async () => {
    const rules = (await nextConfig.headers?.()) ?? [];
    const response = await fetch(`${url}/echo/a`, { method: 'POST', body: '' });
    const carried = rules.flatMap((rule) => rule.headers);
    expect(carried.length).toBeGreaterThan(0);
    for (const { key: name, value } of carried)
      expect([name, response.headers.get(name)]).toEqual([name, value]);
  });

  it('logs what it could not answer', async () => {
    failures.length = 0;
    await expect(fetch(`${url}/throws`, { method: 'POST', body: 'z' })).rejects.toThrow();
    expect(failures).toMatchObject([{ path: '/throws', err: { message: 'a bug' } }]);
  });
});

type Answer = { status: number | undefined; text: string; isReused: boolean };

function post(options: RequestOptions, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const request = httpRequest({ ...options, hostname, port, method: 'POST' }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, text, isReused: request.reusedSocket }),
      );
    });
    request.on('error', reject).end(body);
  });
}
