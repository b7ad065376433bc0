import { AppError } from '@/lib/platform/app-error';
import type { IncomingFile } from './read-upload';

const headerBytesMax = 8192;

/**
 * Reads the one file of a multipart form (RFC 7578) while it arrives. A form with several parts is refused, because
 * what would be done with the others is anybody's guess.
 */
export async function readMultipartFile(
  contentType: string,
  bytes: AsyncGenerator<Uint8Array>,
): Promise<IncomingFile> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined) throw malformed('its Content-Type names no boundary');
  const delimiter = Buffer.from(`\r\n--${name}`);
  // The first delimiter has no line before it; this makes it look like the others.
  let held = Buffer.from('\r\n');
  const more = async (): Promise<void> => {
    const next = await bytes.next();
    if (next.done) throw malformed('it ends before its last boundary');
    held = Buffer.concat([held, next.value]);
  };

  let start = -1;
  while ((start = held.indexOf(delimiter)) === -1 || held.length < start + delimiter.length + 2) {
    if (held.length > headerBytesMax) throw malformed('its boundary is not in it');
    await more();
  }
  held = held.subarray(start + delimiter.length);
  let end = -1;
  while ((end = held.indexOf('\r\n\r\n')) === -1) {
    if (held.length > headerBytesMax) throw malformed('the headers of its part are too long');
    await more();
  }
  const headers = held.subarray(0, end).toString('utf8');
  held = held.subarray(end + 4);

  async function* content(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const at = held.indexOf(delimiter);
        if (at !== -1) {
          while (held.length < at + delimiter.length + 2) await more();
          yield held.subarray(0, at);
          const after = held.subarray(at + delimiter.length, at + delimiter.length + 2).toString('latin1');
          if (after !== '--') throw malformed('it has more than one part');
          return;
        }
        // What could be the beginning of a delimiter stays behind.
        const safe = held.length - delimiter.length;
        if (safe > 0) {
          yield held.subarray(0, safe);
          held = held.subarray(safe);
        }
        await more();
      }
    } finally {
      await bytes.return(undefined);
    }
  }
  return { filename: filenameOf(headers), content: content() };
}

function filenameOf(headers: string): string {
  const extended = /filename\*=utf-8''([^;\r\n]+)/i.exec(headers)?.[1];
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended);
    } catch {
      throw malformed('the name of its file cannot be read');
    }
  }
  const quoted = /filename="([^"\r\n]*)"/i.exec(headers)?.[1];
  if (quoted === undefined) throw malformed('its part is not a file');
  return quoted.replaceAll('%22', '"');
}

function malformed(why: string): AppError {
  return new AppError(
    'invalid_request',
    `The multipart body cannot be read: ${why}. Send one file, or the file itself as the body.`,
  );
}
