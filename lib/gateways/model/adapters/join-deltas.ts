import type { GuardedFetch } from '@/lib/gateways/outbound/guarded-fetch';

const textKeys: ReadonlySet<string> = new Set(['content', 'reasoning_content', 'reasoning']);

/** A `fetch` whose chat completion streams are joined as `joinDeltas` says. */
export function withJoinedDeltas(fetch: GuardedFetch): GuardedFetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (!isStream || response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(joinedStream(response.body), { status, statusText, headers });
  };
}

/**
 * Joins deltas of text that arrived together into one, on the wire and before the vendor's client reads them: what a
 * client does for each chunk costs many times what reading it costs. Everything else stays as it came, byte for byte.
 * `text` is whole events of a chat completion stream, each ended by an empty line.
 */
export function joinDeltas(text: string): string {
  if (text.includes('\r')) return text;
  const written: string[] = [];
  let run: Run | undefined;
  for (const event of text.split('\n\n').slice(0, -1)) {
    const delta = textDelta(event);
    if (run && delta?.key === run.delta.key) {
      run.text += delta.text;
      run.count += 1;
      continue;
    }
    if (run) written.push(writeRun(run));
    run = delta && { delta, event, text: delta.text, count: 1 };
    if (!run) written.push(event);
  }
  if (run) written.push(writeRun(run));
  return `${written.join('\n\n')}\n\n`;
}

type TextDelta = { key: string; text: string; chunk: { choices: [{ delta: Record<string, unknown> }] } };
type Run = { delta: TextDelta; event: string; text: string; count: number };

function writeRun({ delta, event, text, count }: Run): string {
  if (count === 1) return event;
  const [choice] = delta.chunk.choices;
  const joined = { ...choice, delta: { ...choice.delta, [delta.key]: text } };
  return `data: ${JSON.stringify({ ...delta.chunk, choices: [joined] })}`;
}

/** An event that says a piece of one text and nothing else; undefined for all others. */
function textDelta(event: string): TextDelta | undefined {
  if (!event.startsWith('data: {') || event.includes('\n')) return undefined;
  const chunk = parse(event.slice('data: '.length));
  if (!isRecord(chunk) || !Array.isArray(chunk.choices) || chunk.choices.length !== 1) return undefined;
  if (isSet(chunk.usage) || isSet(chunk.error)) return undefined;
  const choice: unknown = chunk.choices[0];
  if (!isRecord(choice) || !isRecord(choice.delta) || isSet(choice.finish_reason) || isSet(choice.logprobs))
    return undefined;
  const said = Object.entries(choice.delta).filter(([key, value]) => key !== 'role' && isSet(value));
  const [key, text] = said[0] ?? [];
  if (said.length !== 1 || key === undefined || !textKeys.has(key) || typeof text !== 'string')
    return undefined;
  // Every field that is used was looked at above.
  return { key, text, chunk: chunk as TextDelta['chunk'] };
}

function joinedStream(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          const { done, value } = await reader.read();
          rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
          const end = rest.lastIndexOf('\n\n') + 2;
          const whole = end > 1 ? joinDeltas(rest.slice(0, end)) : '';
          if (end > 1) rest = rest.slice(end);
          if (done) {
            if (whole + rest !== '') controller.enqueue(encoder.encode(whole + rest));
            controller.close();
            return;
          }
          if (whole !== '') {
            controller.enqueue(encoder.encode(whole));
            return;
          }
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
