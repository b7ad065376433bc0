import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@/lib/platform/app-error';
import { newId } from '@/lib/platform/ids';
import type { Logger } from '@/lib/platform/logger';
import { errorResponse } from './error-response';
import type { RouteHandler } from './route-definition';

/** A route that is answered without a detour: its method, its path with a group for each parameter, and its handler. */
export type FrontRoute = { method: string; path: RegExp; handler: RouteHandler };

/** Takes a request when it is for one of the front routes; false leaves it to Next. */
export type FrontDoor = (request: IncomingMessage, response: ServerResponse) => boolean;

const key = Symbol.for('tackroom.front-door');
// `scripts/serve.mjs` looks for it under the same symbol: what it starts is built by Next, so it cannot import this.
const holder = globalThis as { [key]?: FrontDoor };

// What next.config.ts puts on every answer; a test holds the two together.
const pageHeaders = {
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** What may still come of a body that nobody reads before its connection is closed, and how long it may take. */
const unreadBytesMax = 128 * 1024 * 1024;
const unreadMs = 30_000;

/**
 * Puts the routes that carry turns in front of Next: the same handlers, at a fraction of what routing, contexts and
 * stream copies cost there. An address that is not exactly one of these goes through Next as ever.
 */
export function openFrontDoor(routes: readonly FrontRoute[], logger: Logger): void {
  holder[key] = (request, response) => {
    const [path = '', search = ''] = (request.url ?? '').split('?', 2);
    for (const route of routes) {
      const match = request.method === route.method ? route.path.exec(path) : null;
      if (!match) continue;
      const url = addressOf(request, path, search);
      const answered = answer(request, response, { url, route, params: match.groups ?? {}, logger });
      answered.catch((error: unknown) => {
        // A handler answers its own failures; what is left is ours, or a connection that broke meanwhile.
        if (!response.closed) logger.error({ err: error, path }, 'A request could not be answered.');
        response.destroy();
      });
      return true;
    }
    return false;
  };
}

/** Undefined when the Host header is none: it must not say more than where the server is. */
function addressOf(request: IncomingMessage, path: string, search: string): string | undefined {
  // Only HTTP/1.0 may leave it out.
  const host = request.headers.host ?? 'localhost';
  const url = `http://${host}${path}${search === '' ? '' : `?${search}`}`;
  return /^[^\s/?#@\\]+$/.test(host) && URL.canParse(url) ? url : undefined;
}

type Asked = {
  url: string | undefined;
  route: FrontRoute;
  params: Record<string, string>;
  logger: Logger;
};

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { url, route, params, logger }: Asked,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const body = route.method === 'GET' ? undefined : bodyOf(incoming);
  try {
    const response =
      url === undefined
        ? refuseHost(incoming, logger)
        : await route.handler(
            new Request(url, {
              method: route.method,
              headers: headersOf(incoming),
              signal: gone.signal,
              ...(body && { body: body.stream, duplex: 'half' }),
            }),
            { params: Promise.resolve(params) },
          );
    outgoing.writeHead(response.status, { ...pageHeaders, ...Object.fromEntries(response.headers) });
    if (response.body) await write(response.body, outgoing, { gone: gone.signal, logger });
    outgoing.end();
  } finally {
    body?.discard();
  }
}

function refuseHost(incoming: IncomingMessage, logger: Logger): Response {
  const message = 'The Host header is not the name of a host. Send only its name and port.';
  const error = new AppError('invalid_request', message, { param: 'Host' });
  const requestId = newId('request');
  const response = errorResponse(error, { requestId, logger, path: incoming.url ?? '' });
  response.headers.set('x-request-id', requestId);
  response.headers.set('cache-control', 'no-store');
  return response;
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

type Body = { stream: ReadableStream<Uint8Array>; discard: () => void };

/**
 * The body as it comes in. What nobody has read when the answer is written is thrown away: Node reads the next
 * request of a connection only behind it.
 */
function bodyOf(incoming: IncomingMessage): Body {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isOver = false;
  let unreadBytes = 0;
  const end = (settle: () => void) => {
    if (!isOver) settle();
    isOver = true;
  };
  const fail = (error: Error) => end(() => controller?.error(error));
  const throwAway = () => {
    isOver = true;
    incoming.resume();
  };
  const stream = new ReadableStream<Uint8Array>({
    start: (it) => void (controller = it),
    pull: () => void incoming.resume(),
    cancel: throwAway,
  });
  incoming.on('data', (chunk: Buffer) => {
    if (isOver) {
      unreadBytes += chunk.length;
      if (unreadBytes > unreadBytesMax) incoming.destroy();
      return;
    }
    controller?.enqueue(chunk);
    if ((controller?.desiredSize ?? 0) <= 0) incoming.pause();
  });
  incoming.once('end', () => end(() => controller?.close()));
  incoming.once('close', () => fail(new Error('The request was cut off.')));
  incoming.once('error', fail);
  return {
    stream,
    discard() {
      if (incoming.readableEnded) return;
      fail(new Error('The request was answered before its body was read.'));
      throwAway();
      const late = setTimeout(() => incoming.destroy(), unreadMs).unref();
      incoming.once('close', () => clearTimeout(late)).once('end', () => clearTimeout(late));
    },
  };
}

/** Writes as fast as the client reads. A stream that fails or whose client is gone is cut, so that nobody takes it for whole. */
async function write(
  body: ReadableStream<Uint8Array>,
  outgoing: ServerResponse,
  { gone, logger }: { gone: AbortSignal; logger: Logger },
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
  } catch (error) {
    if (!gone.aborted) logger.error({ err: error }, 'A stream broke off; its client was cut off too.');
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
