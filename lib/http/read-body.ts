import { AppError } from '@/lib/platform/app-error';

/** Bytes a JSON body may have unless a route says otherwise. */
export const jsonBodyLimitBytes = 25_000_000;
const maxDepth = 200;
const readTimeoutMs = 60_000;

/** Reads a JSON body: declared as JSON, at most `limitBytes`, valid UTF-8, of a depth that recursion survives. */
export async function readJsonBody(request: Request, limitBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new AppError(
      'unsupported_media_type',
      `Send the body as JSON, with the header "Content-Type: application/json"${type ? `, not "${printable(type)}"` : ''}.`,
    );
  }
  const text = await readText(request, limitBytes);
  if (text.trim() === '') throw new AppError('invalid_request', 'The body is empty. Send a JSON object.');
  refuseDeepNesting(text);
  const value = parse(text);
  refuseUnstorableText(text, value);
  return value;
}

/** Reads a body as text: at most `limitBytes` of valid UTF-8. */
export async function readText(request: Request, limitBytes: number): Promise<string> {
  return decode(await readBytes(request, limitBytes));
}

/** Reads the whole body, and stops at the limit instead of holding what is beyond it. */
async function readBytes(request: Request, limitBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new AppError(
      'too_large',
      `The body is larger than the limit of ${limitBytes.toLocaleString('en')} bytes. Send less.`,
    );
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > limitBytes) throw tooLarge();
  if (request.body === null) return Buffer.alloc(0);
  const reader = request.body.getReader();
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    void reader.cancel('timeout').catch(() => undefined);
  }, readTimeoutMs);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      // What ends because we gave up waiting ends in the middle, and half of it may read as if it were whole.
      if (isLate) throw tooSlow();
      if (done) return Buffer.concat(chunks, size);
      size += value.byteLength;
      if (size > limitBytes) throw tooLarge();
      chunks.push(value);
    }
  } finally {
    clearTimeout(deadline);
    if (size > limitBytes) await reader.cancel().catch(() => undefined);
  }
}

function tooSlow(): AppError {
  const seconds = readTimeoutMs / 1000;
  return new AppError('invalid_request', `The body did not arrive within ${seconds} seconds. Send it again.`);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError(
      'invalid_request',
      'The body is not valid UTF-8. Encode it as UTF-8 and send it again.',
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof SyntaxError ? ` (${printable(error.message)})` : '';
    throw new AppError(
      'invalid_request',
      `The body is not valid JSON${reason}. Check its quotes, commas and brackets.`,
    );
  }
}

function refuseDeepNesting(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > maxDepth)
        throw new AppError('invalid_request', `The body nests deeper than ${maxDepth} levels. Flatten it.`);
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
}

const unstorable = /\0|\p{Surrogate}/u;

/** PostgreSQL stores neither NUL nor half a surrogate pair; JSON can only carry them escaped. */
function refuseUnstorableText(text: string, value: unknown): void {
  if (/\\u(?:0000|[dD][89a-fA-F])/.test(text)) refuseUnstorable(value);
}

/** Refuses a value with a text that cannot be stored. */
export function refuseUnstorable(value: unknown): void {
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const item = pending.pop();
    if (typeof item === 'string') {
      if (unstorable.test(item)) throw unstorableText();
    } else if (typeof item === 'object' && item !== null) {
      for (const [key, inner] of Object.entries(item)) pending.push(key, inner);
    }
  }
}

/** Whether a text can be stored as it is. */
export function isStorableText(text: string): boolean {
  return !unstorable.test(text);
}

export function unstorableText(param?: string): AppError {
  return new AppError(
    'invalid_request',
    'A text holds a NUL character or half of a surrogate pair, which cannot be stored. Remove it.',
    param === undefined ? {} : { param },
  );
}

/** Echoed input: one short line without control characters. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 120);
}
