import { AppError } from '@/lib/platform/app-error';

export type ServedFile = {
  filename: string;
  mediaType: string;
  sizeBytes: number;
  digest: string;
  read(range: { start: number; end: number }): AsyncGenerator<Uint8Array>;
};

/**
 * A file as a download: always an attachment, never sniffed, and in a sandbox should a browser show it all the same.
 * One byte range is served; more at once are answered whole, as RFC 9110 allows.
 */
export function fileResponse(request: Request, file: ServedFile): Response {
  const range = rangeOf(request.headers.get('range'), file.sizeBytes);
  const { start, end } = range ?? { start: 0, end: file.sizeBytes - 1 };
  const pieces = file.sizeBytes === 0 ? undefined : file.read({ start, end });
  const body =
    pieces &&
    new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const next = await pieces.next();
          if (next.done) controller.close();
          else controller.enqueue(next.value);
        },
        async cancel() {
          await pieces.return(undefined);
        },
      },
      { highWaterMark: 0 },
    );
  return new Response(body ?? null, {
    status: range ? 206 : 200,
    headers: {
      'content-type': file.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : file.mediaType,
      'content-length': String(end - start + 1),
      'content-disposition': `attachment; filename="${asciiName(file.filename)}"; filename*=UTF-8''${encodeName(file.filename)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'accept-ranges': 'bytes',
      etag: `"${file.digest}"`,
      ...(range ? { 'content-range': `bytes ${start}-${end}/${file.sizeBytes}` } : {}),
    },
  });
}

function rangeOf(header: string | null, size: number): { start: number; end: number } | undefined {
  const match = header === null ? null : /^bytes=(\d{0,12})-(\d{0,12})$/.exec(header.trim());
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [, from = '', to = ''] = match;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start < size && start <= end) return { start, end };
  throw new AppError('range_not_satisfiable', `The file has ${size} bytes; the range lies outside of it.`, {
    param: 'Range',
  });
}

function asciiName(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
}

function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
