import type { LogNote } from './process-wire-port';

/** PostgreSQL takes payloads below 8,000 bytes; a note is at most 53 characters, all ASCII. */
const payloadCharactersMax = 7900;
const logForm = /^([0-9a-f-]{36}):(\d{1,10})$/;
const turnForm = /^[0-9a-f-]{36}$/;

export type WireWords = { logs: readonly LogNote[]; turns: readonly string[] };

/** Writes notes as payloads, as few as fit. A word is `l<turn>:<sequence>` or `t<turn>`. */
export function toPayloads({ logs, turns }: WireWords): string[] {
  const words = [
    ...logs.map(({ turnId, sequenceId }) => `l${turnId}:${sequenceId}`),
    ...turns.map((turnId) => `t${turnId}`),
  ];
  const payloads: string[] = [];
  let current = '';
  for (const word of words) {
    if (current !== '' && current.length + 1 + word.length > payloadCharactersMax) {
      payloads.push(current);
      current = '';
    }
    current += current === '' ? word : ` ${word}`;
  }
  return current === '' ? payloads : [...payloads, current];
}

/** Reads a payload; words that are not understood are passed over, as a later release may know more. */
export function fromPayload(payload: string): WireWords {
  const logs: LogNote[] = [];
  const turns: string[] = [];
  for (const word of payload.split(' ')) {
    const [kind, rest] = [word[0], word.slice(1)];
    const [, turnId, sequence] = logForm.exec(rest) ?? [];
    if (kind === 'l' && turnId !== undefined) logs.push({ turnId, sequenceId: Number(sequence) });
    else if (kind === 't' && turnForm.test(rest)) turns.push(rest);
  }
  return { logs, turns };
}
