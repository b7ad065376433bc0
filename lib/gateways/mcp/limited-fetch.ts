import { currentExchange, type Exchange } from './exchange';

const lineFeed = 10;
const carriageReturn = 13;
const eventIdField = new TextEncoder().encode('id:');

/**
 * A `fetch` for one connection: stops reading an answer past the limit, tells the exchange when a response ended,
 * and does not open the standing stream, whose notifications nobody listens to.
 */
export function createLimitedFetch(
  fetch: typeof globalThis.fetch,
  options: { answerBytesMax: number },
): typeof globalThis.fetch {
  return async (input, init) => {
    if (init?.method === 'GET' && !new Headers(init.headers).has('last-event-id'))
      return new Response(null, { status: 405 });
    const exchange = currentExchange.getStore();
    if (!exchange) return fetch(input, init);
    exchange.openResponses += 1;
    try {
      const response = await fetch(input, init);
      if (response.body) return metered(response, response.body, exchange, options.answerBytesMax);
      endResponse(exchange);
      return response;
    } catch (error) {
      endResponse(exchange);
      throw error;
    }
  };
}

function endResponse(exchange: Exchange): void {
  exchange.openResponses -= 1;
  exchange.onResponseEnd();
}

/** Counts bytes: of the whole body, or of the current event in a stream, where many small ones are fine. */
function metered(
  response: Response,
  source: ReadableStream<Uint8Array>,
  exchange: Exchange,
  bytesMax: number,
): Response {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const reader = source.getReader();
  let bytes = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          endResponse(exchange);
          return;
        }
        bytes += value.byteLength;
        if (bytes > bytesMax) {
          exchange.tooLarge = true;
          await reader.cancel();
          throw new Error('The answer is larger than the limit.');
        }
        if (isStream) {
          bytes = bytesAfterLastEvent(value, bytes);
          exchange.isResumable ||= hasEventId(value);
        }
        controller.enqueue(value);
      } catch (error) {
        controller.error(error);
        endResponse(exchange);
      }
    },
    async cancel(reason) {
      endResponse(exchange);
      await reader.cancel(reason);
    },
  });
  const answer = new Response(body, {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
  // The transport reads the address of an answer when it follows redirects.
  Object.defineProperty(answer, 'url', { value: response.url });
  return answer;
}

function bytesAfterLastEvent(chunk: Uint8Array, bytes: number): number {
  for (let at = chunk.byteLength - 1; at > 0; at -= 1) {
    if (chunk[at] !== lineFeed) continue;
    const before = chunk[at - 1] === carriageReturn ? chunk[at - 2] : chunk[at - 1];
    if (before === lineFeed) return chunk.byteLength - 1 - at;
  }
  return bytes;
}

function hasEventId(chunk: Uint8Array): boolean {
  for (let at = 0; at + eventIdField.byteLength <= chunk.byteLength; at += 1) {
    const startsLine = at === 0 || chunk[at - 1] === lineFeed;
    if (startsLine && eventIdField.every((byte, offset) => chunk[at + offset] === byte)) return true;
  }
  return false;
}
