import { uploadLimitBytes } from '@/lib/contract/session-file';
import { AppError } from '@/lib/platform/app-error';
import { readMultipartFile } from './read-multipart-file';

/** A file as it arrives: its name and its bytes, none of which is held longer than it takes to pass them on. */
export type IncomingFile = { filename: string | undefined; content: AsyncIterable<Uint8Array> };

const silenceMs = 30_000;
const totalMs = 15 * 60_000;
/** The envelope of a multipart body may add this much. */
const envelopeBytes = 16_384;

/** Opens the file of an upload: the body itself, or the one file of a multipart form. */
export async function readUpload(request: Request, filename: string | undefined): Promise<IncomingFile> {
  const type = request.headers.get('content-type') ?? '';
  const isForm = /^multipart\/form-data\b/i.test(type);
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > uploadLimitBytes + (isForm ? envelopeBytes : 0)) throw tooLarge();
  if (request.body === null)
    throw new AppError('invalid_request', 'The upload is empty. Send the file as the body.');
  const bytes = arriving(request.body);
  if (!isForm) return { filename, content: limited(bytes) };
  const file = await readMultipartFile(type, bytes);
  return { filename: filename ?? file.filename, content: limited(file.content) };
}

async function* arriving(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const deadline = Date.now() + totalMs;
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), Math.min(silenceMs, deadline - Date.now()));
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function* limited(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const bytes of content) {
    size += bytes.byteLength;
    if (size > uploadLimitBytes) throw tooLarge();
    yield bytes;
  }
}

function within<Value>(work: Promise<Value>, ms: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = () =>
      reject(new AppError('invalid_request', 'The upload stood still for too long. Send it again.'));
    const timer = setTimeout(late, Math.max(0, ms));
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function tooLarge(): AppError {
  return new AppError(
    'too_large',
    `The file is larger than the limit of ${uploadLimitBytes.toLocaleString('en')} bytes. Send a smaller one.`,
  );
}
