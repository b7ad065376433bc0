import { z } from 'zod';
import { streamEventSchema } from '@/lib/contract/event';
import { optInEventSchema } from '@/lib/contract/opt-in-event';
import { toApiError } from './to-api-error';
import type { ChatEvent } from './turn-state/turn-state';

const chatEventSchema = z.union([streamEventSchema, optInEventSchema]);

type StreamRequest = { path: string; body?: unknown; signal: AbortSignal };

/**
 * Reads a turn's stream: POST with a body starts a turn, GET follows a running one. Yields events as they arrive and
 * ends when the server closes. Comments and lines it does not know are passed over.
 */
export async function* readTurnStream({ path, body, signal }: StreamRequest): AsyncGenerator<ChatEvent> {
  const response = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    signal,
    headers: {
      accept: 'text/event-stream',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok || !response.body) throw await toApiError(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffered = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      buffered += value;
      const messages = buffered.split('\n\n');
      buffered = messages.pop() ?? '';
      for (const message of messages) {
        const event = parseMessage(message);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parseMessage(message: string): ChatEvent | undefined {
  const data = message
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trimStart())
    .join('\n');
  if (data === '') return undefined;
  // An event type that this version does not know is not an error: the stream may be newer than the page.
  const parsed = chatEventSchema.safeParse(JSON.parse(data));
  return parsed.success ? parsed.data : undefined;
}
