const ended = ['done', 'cancelled', 'error'];

/** Complete and in order: written with rising numbers, `turn.created` once and first, `turn.done` once and last. */
export function checkOrder({ turn, rows, writes }) {
  const found = [];
  const inOrderOfWriting = writes.filter((write) => write.sequence_id !== null);
  inOrderOfWriting.forEach((write, index) => {
    const before = inOrderOfWriting[index - 1];
    if (before !== undefined && write.sequence_id <= before.sequence_id)
      found.push(`event ${write.sequence_id} was written after event ${before.sequence_id}`);
  });
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before !== undefined && row.sequence_id <= before.sequence_id)
      found.push(`event ${row.sequence_id} follows event ${before.sequence_id}`);
  });
  const count = (type) => rows.filter((row) => row.type === type).length;
  if (rows[0]?.type !== 'turn.created' || count('turn.created') !== 1)
    found.push(`turn.created is there ${count('turn.created')} times and ${rows[0]?.type} is first`);
  const isEnded = ended.includes(turn.status);
  if (count('turn.done') !== (isEnded ? 1 : 0))
    found.push(`turn.done is there ${count('turn.done')} times and the turn is ${turn.status}`);
  if (isEnded && rows.at(-1)?.type !== 'turn.done') found.push(`${rows.at(-1)?.type} comes after turn.done`);
  const done = rows.find((row) => row.type === 'turn.done');
  if (done !== undefined && done.payload.status !== turn.status)
    found.push(`turn.done says ${done.payload.status} and the turn is ${turn.status}`);
  const lost = inOrderOfWriting.filter(({ sequence_id: id }) => !rows.some((row) => row.sequence_id === id));
  if (lost.length > 0) found.push(`events ${lost.map((one) => one.sequence_id)} were written and are gone`);
  return found;
}

/** Every row came from the process that held the turn when it was written. */
export function checkWriters({ writes, writers }) {
  return writes
    .filter(({ writer, owner }) => {
      // A writer that nobody started is as wrong as one that did not hold the turn.
      return !writers.has(writer) || (owner !== null && !owner.includes(`/${writers.get(writer)}/`));
    })
    .map(
      ({ what, sequence_id: id, writer, owner }) =>
        `${what} ${id ?? ''} was written by ${writer} (${writers.get(writer)}) while ${owner} held the turn`,
    );
}

/** The deltas of a message, joined, are the message; a message that was taken back is not there. */
export function checkDeltas({ rows }) {
  const found = [];
  const spoken = new Map();
  const superseded = new Set();
  for (const { type, payload, sequence_id: id } of rows) {
    if (type !== 'model.delta') continue;
    if (superseded.has(payload.message_id))
      found.push(`delta ${id} adds to message ${payload.message_id}, which was taken back`);
    if (payload.superseded) superseded.add(payload.message_id);
    spoken.set(payload.message_id, (spoken.get(payload.message_id) ?? '') + (payload.content ?? ''));
  }
  for (const { payload } of rows.filter((row) => row.type === 'model.message')) {
    const text = spoken.get(payload.message_id);
    if (text !== payload.content)
      found.push(
        `the deltas of message ${payload.message_id} say ${quote(text)}, it says ${quote(payload.content)}`,
      );
    if (superseded.has(payload.message_id))
      found.push(`message ${payload.message_id} stands and was taken back`);
    spoken.delete(payload.message_id);
  }
  for (const messageId of spoken.keys())
    if (!superseded.has(messageId) && rows.some((row) => row.type === 'turn.done'))
      found.push(`message ${messageId} was begun, and neither finished nor taken back`);
  return found;
}

export const quote = (text) => (text === undefined ? 'nothing' : JSON.stringify(text.slice(0, 60)));
