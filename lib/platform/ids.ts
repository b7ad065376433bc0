import { randomBytes } from 'node:crypto';

/** The one table of id prefixes. */
const prefixes = {
  organisation: 'org',
  user: 'usr',
  signIn: 'sin',
  apiKey: 'key',
  audit: 'aud',
  provider: 'prv',
  mcpServer: 'mcp',
  mcpTool: 'tol',
  skill: 'skl',
  skillVersion: 'skv',
  agent: 'agt',
  agentVersion: 'agv',
  session: 'ses',
  file: 'fil',
  blob: 'blb',
  run: 'run',
  step: 'stp',
  message: 'msg',
  toolCall: 'call',
  request: 'req',
} as const;

// Crockford's alphabet in lower case: no i, l, o, u.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Mints an opaque id such as `ses_01jd…`: 48 bits of time first, so that ids sort by age, then 80 random bits. */
export function newId(kind: keyof typeof prefixes): string {
  const time = Buffer.alloc(6);
  time.writeUIntBE(Date.now(), 0, 6);
  return `${prefixes[kind]}_${base32(Buffer.concat([time, randomBytes(10)]))}`;
}

/** Mints a UUIDv7 (RFC 9562), the id of a turn. */
export function newTurnId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function base32(bytes: Buffer): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((value >>> bits) & 31);
      value &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? text + alphabet.charAt((value << (5 - bits)) & 31) : text;
}
