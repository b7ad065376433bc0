import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

beforeAll(async () => {
  openFrontDoor([
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
    { method: 'POST', path: /^\/unread$/, handler: async () => new Response('no', { status: 413 }) },
  ]);
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

  it('serves the next request after one whose body nobody read', async () => {
    const refused = await fetch(`${url}/unread`, { method: 'POST', body: 'y'.repeat(500_000) });
    expect(refused.status).toBe(413);
    await refused.text();
    expect((await fetch(`${url}/echo/next`, { method: 'POST', body: 'z' })).status).toBe(201);
  });
});
