/** Rows of the log in the words of the API, so that both can be compared field for field. */

/** Types that reach only those who ask for them. */
const optIn = new Set(['tool.dispatched', 'tool.progress', 'turn.started', 'turn.steered']);

/** What a stream shows of a row; undefined for what it leaves out. */
export function asStreamed(row) {
  if (row.type === 'model.message' || optIn.has(row.type)) return undefined;
  if (row.type === 'turn.created' || row.type === 'turn.done')
    return { sequence_id: row.sequence_id, type: row.type, turn_id: row.turn_id, ...row.payload };
  return { ...shared(row), ...(row.type === 'model.delta' ? { type: 'model.message' } : {}) };
}

/** What the list of a turn's events shows of a row. */
export function asListed(row) {
  if (['turn.created', 'turn.done', 'model.delta'].includes(row.type) || optIn.has(row.type))
    return undefined;
  return shared(row);
}

function shared(row) {
  const { tool_name: _name, model_calls: _calls, provider_metadata: _metadata, ...shown } = row.payload;
  return { sequence_id: row.sequence_id, type: row.type, thread_id: row.thread_id, ...shown };
}

/** An event as text that is the same whenever its fields are; the time and the id are the server's own. */
export function fingerprint({ id: _id, created_at: _at, ...event }) {
  return JSON.stringify(event, (_key, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
