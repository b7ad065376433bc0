// What PostgreSQL's jsonb cannot hold: NUL, and halves of surrogate pairs (JSON.stringify escapes exactly those two).
const unstorable = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** The value with characters that cannot be stored as U+FFFD: what is digested, sent and kept is then the same. */
export function storable<Value>(value: Value): Value {
  // `clean` keeps the shape of what it is given and changes characters only.
  return unstorable.test(JSON.stringify(value) ?? '') ? (clean(value) as Value) : value;
}

/** JSON text of the storable form of a value. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return unstorable.test(text) ? JSON.stringify(clean(value)) : text;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\ufffd');
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [clean(key), clean(item)]));
}
