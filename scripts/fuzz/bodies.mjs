const bigBytes = 31_000_000;
const boundary = 'fuzz-boundary';

export const multipartType = `multipart/form-data; boundary=${boundary}`;

/** A file in a form, or one with something wrong about it. */
export function multipartBody(random, isSpoiled) {
  const names = ['fuzz.txt', 'fuzz.csv', 'a b.md'];
  const oddNames = [
    '../../etc/passwd',
    '',
    'a\u0000b',
    'x'.repeat(5000),
    '..',
    '\ud83e\udde8',
    'a"b',
    'CON',
    '/abs',
  ];
  const name = random.pick(isSpoiled ? oddNames : names);
  const types = ['text/plain', 'image/png', 'application/octet-stream', 'a/b/c', ''];
  const field = isSpoiled && random.chance(0.3) ? random.pick(['', 'other', '__proto__']) : 'file';
  const content = Buffer.alloc(random.pick([0, 1, 5000]), 'fuzz');
  const part = [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n`),
    Buffer.from(`Content-Type: ${random.pick(types)}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ];
  const end = Buffer.from(`--${boundary}--\r\n`);
  if (!isSpoiled || random.chance(0.6)) return Buffer.concat([...part, end]);
  return random.pick([
    Buffer.concat(part),
    Buffer.concat([...part, ...part, end]),
    end,
    Buffer.concat(part.slice(0, 2)),
  ]);
}

/** Bytes that are not even JSON, or too much of it. */
export function rawBody(random) {
  if (random.chance(0.03))
    return Buffer.concat([Buffer.from('{"input":"'), Buffer.alloc(bigBytes, 'a'), Buffer.from('"}')]);
  const depth = random.pick([50, 300, 20_000]);
  return random.pick([
    Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
    Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    Buffer.from('{"a":"\\ud800"}'),
    Buffer.from('{"a":"\\u0000"}'),
    Buffer.from('{"name":"x","name":"y"}'),
    Buffer.from('{"__proto__":{"isAdmin":true}}'),
    Buffer.from('['.repeat(depth) + ']'.repeat(depth)),
    Buffer.from('{"a":'.repeat(depth) + '1' + '}'.repeat(depth)),
    Buffer.from(
      '{"input":[{"type":"user.message","content":"Hi"},{"type":"user.tool_response","thread_id":"main","tool_call_id":"call_x","content":"y"}]}',
    ),
    Buffer.from('{"a":1e400}'),
    Buffer.from('{'),
    Buffer.from('nul'),
    Buffer.from(''),
    Buffer.alloc(1000),
  ]);
}
