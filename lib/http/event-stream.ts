import { AppError } from '@/lib/platform/app-error';

const keepAliveMs = 15_000;
const reconnectAfterMs = 500;

type SentEvent = { sequence_id: number; type?: string };

/**
 * Server-sent events: `id:` and one line of JSON each, a blank line after every event, a comment every 15 seconds of
 * silence. The next batch is asked for only when the client has room, so that a slow reader holds no memory here. A
 * stream that ends before its turn says when to come back; it goes on after the last event that arrived.
 * `resumeAfter` is the `id:` of the first event in a stream that goes on later in the turn than behind that event, so
 * that a client which has no other goes on there as well.
 */
export function eventStream(batches: AsyncGenerator<readonly SentEvent[]>, resumeAfter?: number): Response {
  const encoder = new TextEncoder();
  let upcoming: Promise<IteratorResult<readonly SentEvent[]>> | undefined;
  let isTurnOver = false;
  let firstId = resumeAfter;
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        upcoming ??= batches.next();
        const batch = await orSilence(upcoming);
        if (batch === 'silence') {
          controller.enqueue(encoder.encode(': keep-alive\n\n'));
          return;
        }
        upcoming = undefined;
        if (batch.done) {
          if (!isTurnOver) controller.enqueue(encoder.encode(`retry: ${reconnectAfterMs}\n\n`));
          controller.close();
          return;
        }
        isTurnOver = batch.value.at(-1)?.type === 'turn.done';
        const frames = batch.value.map((event, index) => frame(event, index === 0 ? firstId : undefined));
        firstId = undefined;
        controller.enqueue(encoder.encode(frames.join('')));
      },
      async cancel() {
        await batches.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

/** The `Last-Event-ID` a reconnecting client sends; undefined without one. */
export function lastEventId(request: Request): number | undefined {
  const header = request.headers.get('last-event-id');
  if (header === null || header === '') return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  throw new AppError(
    'invalid_request',
    'Last-Event-ID has to be the number of the last event that arrived.',
    { param: 'Last-Event-ID' },
  );
}

function frame(event: SentEvent, id = event.sequence_id): string {
  return `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;
}

function orSilence<Value>(work: Promise<Value>): Promise<Value | 'silence'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('silence'), keepAliveMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
