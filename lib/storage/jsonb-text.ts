// What jsonb cannot hold: NUL, and halves of surrogate pairs (JSON.stringify escapes exactly those two).
const unstorable = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** JSON text that PostgreSQL accepts as jsonb; characters it cannot hold become U+FFFD. */
export function jsonbText(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return unstorable.test(text) ? JSON.stringify(storable(value)) : text;
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\ufffd');
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storable(key), storable(item)]));
}
