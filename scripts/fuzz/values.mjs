const loneSurrogate = '\ud800';
const uris = [
  'https://fuzz.invalid/v1',
  'http://127.0.0.1:9/mcp',
  'http://[::1]:9/',
  'http://169.254.169.254/',
];
const digest = `sha256:${'0'.repeat(64)}`;
const forms = [
  'fuzz',
  'a',
  '1',
  '0.1.0',
  'data:text/plain;base64,QUJD',
  'X-Fuzz',
  digest,
  digest.slice(7),
  '2026-01-01T00:00:00.000Z',
  '00000000-0000-7000-8000-000000000000',
  'ses_00000000000000000000000000',
  'fuzz.md',
  'fuzz@tackroom.local',
  'simulated/standard',
];

/** Things that no schema asks for. */
export const rubbish = [
  null,
  true,
  [],
  {},
  '',
  ' ',
  0,
  -1,
  -0.5,
  1e308,
  9007199254740993,
  -9007199254740993,
  2147483648,
  5e-324,
  '\u0000',
  loneSurrogate,
  `before${loneSurrogate}after`,
  '\ufeff',
  '\u202eevil',
  '🧨'.repeat(300),
  'a'.repeat(70_000),
  '../../etc/passwd',
  "' OR 1=1 --",
  '{{instructions}}',
  '%s%n%00',
  'data:;base64,',
  'data:text/plain;base64,###',
  'data:image/png;base64,QUJD=A',
  'javascript:alert(1)',
  'NaN',
  '1e999',
  '2026-13-45T99:99:99Z',
  '+275760-09-13T00:00:00.001Z',
  '__proto__',
  'constructor',
  [[[[[[[[[[]]]]]]]]]],
  { type: 'user.message' },
  { __proto__: null, constructor: { prototype: { isAdmin: true } } },
  { length: -1 },
  Array.from({ length: 2000 }, (_, index) => index),
];

/** A value that fits a schema, as far as it can be made from it; ids come from what the server has. */
export function valueOf(schema, context, name = '', depth = 0) {
  const { random } = context;
  if (schema === undefined || depth > 12) return null;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return valueOf(random.pick(options), context, name, depth + 1);
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((part) => valueOf(part, context, name, depth)));
  switch (Array.isArray(schema.type) ? random.pick(schema.type) : schema.type) {
    case 'object':
      return objectOf(schema, context, depth);
    case 'array':
      return listOf(schema, context, name, depth);
    case 'string':
      return stringOf(schema, context, name);
    case 'integer':
      return numberOf(schema, random, Math.round);
    case 'number':
      return numberOf(schema, random, (value) => value);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return random.pick(['anything', 7, { any: 'thing' }, null]);
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }, context, depth) {
  const kept = Object.entries(properties).filter(
    ([name]) => required.includes(name) || context.random.chance(depth > 3 ? 0.2 : 0.45),
  );
  const value = Object.fromEntries(
    kept.map(([name, schema]) => [name, valueOf(schema, context, name, depth + 1)]),
  );
  if (typeof additionalProperties === 'object' && context.random.chance(0.5))
    value.fuzz = valueOf(additionalProperties, context, 'fuzz', depth + 1);
  return value;
}

function listOf({ items, minItems = 0, maxItems = 3 }, context, name, depth) {
  const length = Math.max(minItems, Math.min(maxItems, context.random.below(3)));
  return Array.from({ length }, () => valueOf(items, context, name, depth + 1));
}

function stringOf({ pattern, format, minLength = 0, maxLength = 200 }, { random, known }, name) {
  if (format === 'uri') return random.pick(uris);
  if (format === 'email') return `fuzz-${random.below(40)}@tackroom.local`;
  if (format === 'date-time') return '2026-01-01T00:00:00.000Z';
  const fits = (text) =>
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text));
  const candidates = [...known(name), `fuzz-${random.below(30)}`, ...forms].filter(fits);
  if (candidates.length > 0) return random.pick(candidates);
  return 'x'.repeat(Math.max(1, minLength));
}

function numberOf({ minimum = 0, maximum = 100 }, random, round) {
  const bound = Math.min(maximum, minimum + 100);
  return random.pick([minimum, bound, round(minimum + (bound - minimum) / 2)]);
}

/** The value with one place in it changed to something that does not belong there. */
export function spoiled(value, random, depth = 0) {
  if (typeof value !== 'object' || value === null || depth > 6 || random.chance(0.15))
    return random.pick(rubbish);
  const keys = Object.keys(value);
  if (keys.length === 0 || random.chance(0.15))
    return Array.isArray(value)
      ? [...value, random.pick(rubbish)]
      : { ...value, [random.pick(['unknown', '__proto__', 'type', 'id', ''])]: random.pick(rubbish) };
  const key = random.pick(keys);
  const copy = Array.isArray(value) ? [...value] : { ...value };
  if (random.chance(0.2)) delete copy[key];
  else copy[key] = spoiled(value[key], random, depth + 1);
  return copy;
}
