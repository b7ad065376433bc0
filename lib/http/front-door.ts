import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RouteHandler } from './route-definition';

/** A route that is answered without a detour: its method, its path with a group for each parameter, and its handler. */
export type FrontRoute = { method: string; path: RegExp; handler: RouteHandler };

/** Takes a request when it is for one of the front routes; false leaves it to Next. */
export type FrontDoor = (request: IncomingMessage, response: ServerResponse) => boolean;

const key = Symbol.for('tackroom.front-door');
// `scripts/serve.mjs` looks for it under the same symbol: what it starts is built by Next, so it cannot import this.
const holder = globalThis as { [key]?: FrontDoor };

// What next.config.ts puts on every answer.
const pageHeaders = { 'referrer-policy': 'same-origin', 'x-frame-options': 'DENY' };

/**
 * Puts the routes that carry turns in front of Next: the same handlers, at a fraction of what routing, contexts and
 * stream copies cost there. An address that is not exactly one of these goes through Next as ever.
 */
export function openFrontDoor(routes: readonly FrontRoute[]): void {
  holder[key] = (request, response) => {
    const [path = '', search = ''] = (request.url ?? '').split('?', 2);
    for (const route of routes) {
      const match = request.method === route.method ? route.path.exec(path) : null;
      const url = match && addressOf(request, path, search);
      if (!match || !url) continue;
      // A handler answers its own failures; what is left is a connection that broke meanwhile.
      answer(request, response, { url, route, params: match.groups ?? {} }).catch(() => response.destroy());
      return true;
    }
    return false;
  };
}

function addressOf(request: IncomingMessage, path: string, search: string): string | undefined {
  const url = `http://${request.headers.host ?? ''}${path}${search === '' ? '' : `?${search}`}`;
  return URL.canParse(url) ? url : undefined;
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { url, route, params }: { url: string; route: FrontRoute; params: Record<string, string> },
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const request = new Request(url, {
    method: route.method,
    headers: headersOf(incoming),
    signal: gone.signal,
    ...(route.method === 'GET' ? {} : { body: bodyOf(incoming), duplex: 'half' }),
  });
  const response = await route.handler(request, { params: Promise.resolve(params) });
  outgoing.writeHead(response.status, { ...pageHeaders, ...Object.fromEntries(response.headers) });
  if (response.body) await write(response.body, outgoing, gone.signal);
  outgoing.end();
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

/** The body as it comes in; what nobody reads any more is thrown away, so that the connection can serve again. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let isOver = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const end = (settle: () => void) => {
        if (!isOver) settle();
        isOver = true;
      };
      incoming.on('data', (chunk: Buffer) => {
        if (isOver) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      });
      incoming.once('end', () => end(() => controller.close()));
      incoming.once('close', () => end(() => controller.error(new Error('The request was cut off.'))));
      incoming.once('error', (error) => end(() => controller.error(error)));
    },
    pull: () => void incoming.resume(),
    cancel() {
      isOver = true;
      incoming.resume();
    },
  });
}

/** Writes as fast as the client reads. A stream that fails or whose client is gone is cut, so that nobody takes it for whole. */
async function write(
  body: ReadableStream<Uint8Array>,
  outgoing: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  outgoing.flushHeaders();
  const reader = body.getReader();
  const cancel = () => void reader.cancel().catch(() => undefined);
  gone.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (!outgoing.write(value)) await untilDrained(outgoing, gone);
    }
  } catch {
    outgoing.destroy();
  } finally {
    gone.removeEventListener('abort', cancel);
  }
}

function untilDrained(outgoing: ServerResponse, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      outgoing.removeListener('drain', go);
      gone.removeEventListener('abort', go);
      resolve();
    };
    outgoing.once('drain', go);
    gone.addEventListener('abort', go, { once: true });
  });
}
