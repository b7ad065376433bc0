import { multipartBody, multipartType, rawBody } from './bodies.mjs';
import { rubbish, spoiled, valueOf } from './values.mjs';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'PROPFIND'];
const contentTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/JSON; charset=latin1',
  'a/b/c',
  '',
];
const oddPaths = [
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%ff',
  '%',
  '%c0%ae%c0%ae',
  '..',
  '.',
  '%2e%2e',
  'a'.repeat(3000),
  '%F0%9F%A7%A8',
  "'",
  ';',
  '__proto__',
  '-1',
  '%0d%0aX-Fuzz:%201',
];
const badCursors = ['AAAA', '%00', 'c2VzXzA', '..', 'a'.repeat(2000), '-1', 'e30='];

/** All operations of an OpenAPI document. */
export function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      operation.responses ? [{ path, method: method.toUpperCase(), operation }] : [],
    ),
  );
}

/**
 * One request for an operation: what its schemas ask for, or that with one thing wrong, or rubbish. `principals` are
 * the sets of headers to send it with, by name.
 */
export function makeRequest({ path, method, operation }, context, principals) {
  const { random } = context;
  const parameters = operation.parameters ?? [];
  const kind = random.pick(['valid', 'valid', 'nearly', 'nearly', 'nearly', 'rubbish']);
  const who = random.pick(Object.keys(principals));
  const wrong =
    kind === 'valid'
      ? undefined
      : random.pick(['body', 'body', 'body', 'path', 'query', 'query', 'method', 'type', 'headers']);
  const headers = [...Object.entries(principals[who] ?? {})];
  const body = bodyFor(operation, context, { kind, wrong, headers });
  const oddHeaders = wrong === 'headers' ? strangeHeaders(random) : [];
  if (method !== 'GET' && random.chance(0.1))
    headers.push([
      'Idempotency-Key',
      random.pick(['fuzz-1', 'fuzz-2', `fuzz-${random.below(1e6)}`, 'a'.repeat(300), '""', ' ', '\u00e9']),
    ]);
  return {
    who,
    method: wrong === 'method' ? random.pick(methods) : method,
    path: `${pathFor(path, parameters, context, wrong === 'path')}${queryFor(parameters, context, wrong === 'query')}`,
    headers: [...headers, ...oddHeaders],
    body,
  };
}

function pathFor(template, parameters, context, isOdd) {
  const odd = isOdd ? context.random.below(Math.max(1, (template.match(/\{/g) ?? []).length)) : -1;
  let index = -1;
  return template.replaceAll(/\{(\w+)\}/g, (_all, name) => {
    index += 1;
    if (index === odd) return context.random.pick(oddPaths);
    const schema = parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? {
      type: 'string',
    };
    const from = context.known(name === 'id' || name === 'name' ? template : name);
    if (from.length > 0 && context.random.chance(0.8)) return encodeURIComponent(context.random.pick(from));
    return encodeURIComponent(asText(valueOf(schema, context, name)).toWellFormed());
  });
}

function queryFor(parameters, context, isOdd) {
  const { random } = context;
  const parts = parameters
    .filter((one) => one.in === 'query' && random.chance(one.required ? 0.95 : 0.3))
    .map(({ name, schema }) => {
      const value = isOdd
        ? oddQuery(name, random)
        : encodeURIComponent(asText(valueOf(schema, context, name)).toWellFormed());
      return `${name}=${value}`;
    });
  if (isOdd)
    parts.push(
      random.pick([
        'unknown=1',
        '%=1',
        'limit=1&limit=2',
        'page_token',
        '=&=',
        'limit[]=1',
        `x=${'a'.repeat(5000)}`,
      ]),
    );
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** Objects too, which need not have a text of their own. */
const asText = (value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

function oddQuery(name, random) {
  if (name === 'page_token') return random.pick(badCursors);
  const value = asText(random.pick(rubbish));
  return random.chance(0.3)
    ? random.pick(['%ff', '%00', '%', '-1', '1e9', '0x10', '99999999999'])
    : encodeURIComponent(value.toWellFormed()).slice(0, 4000);
}

function bodyFor(operation, context, { kind, wrong, headers }) {
  const { random } = context;
  const content = operation.requestBody?.content;
  if (!content) {
    if (wrong !== 'body') return undefined;
    headers.push(['Content-Type', 'application/json']);
    return Buffer.from(JSON.stringify(random.pick(rubbish)));
  }
  const [type, { schema }] = Object.entries(content)[random.below(Object.keys(content).length)];
  headers.push(['Content-Type', wrong === 'type' ? random.pick(contentTypes) : type]);
  if (kind === 'rubbish' && random.chance(0.5)) return rawBody(random);
  if (type.startsWith('multipart/')) {
    headers.pop();
    headers.push(['Content-Type', multipartType]);
    return multipartBody(random, wrong === 'body');
  }
  if (!type.includes('json')) return Buffer.from(random.pick(['', 'plain text', 'a: [b', '\u0000\u0001']));
  const valid = valueOf(schema, context);
  return Buffer.from(JSON.stringify(wrong === 'body' ? spoiled(valid, random) : valid) ?? 'null');
}

function strangeHeaders(random) {
  return random.pick([
    [
      ['Authorization', 'Bearer'],
      ['Authorization', 'Bearer x'],
    ],
    [
      ['Idempotency-Key', 'a'],
      ['Idempotency-Key', 'b'],
    ],
    [
      ['Content-Type', 'application/json'],
      ['Content-Type', 'text/plain'],
    ],
    [['Last-Event-ID', '-1']],
    [['Last-Event-ID', '99999999999999999999']],
    [['Accept', 'text/event-stream']],
    [['Accept', ','.repeat(500)]],
    [
      ['X-Forwarded-For', '127.0.0.1'],
      ['X-Forwarded-Host', 'evil.invalid'],
    ],
    [['X-HTTP-Method-Override', 'DELETE']],
    [
      ['Origin', 'https://evil.invalid'],
      ['Sec-Fetch-Site', 'cross-site'],
    ],
    [['Cookie', 'a=b; next-auth.session-token=x.y.z']],
    [
      ['If-None-Match', '*'],
      ['Range', 'bytes=-1'],
    ],
    [['X-Request-Id', '\u00e9'.repeat(100)]],
    [['Expect', '200-ok']],
    [['X-Long', 'a'.repeat(12_000)]],
  ]);
}
