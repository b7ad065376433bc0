import { z } from 'zod';
import { AppError } from '@/lib/platform/app-error';
import type { RunCursor } from '@/lib/storage/traces';

const tokenSchema = z.tuple([
  z.iso.datetime({ precision: 6 }).refine((text) => !text.startsWith('0000'), 'Year 0 does not exist.'),
  z.string().min(1).max(100),
]);

/** The opaque token of the page that follows `cursor`. */
export function runPageToken(cursor: RunCursor): string {
  return Buffer.from(JSON.stringify([cursor.startedAt, cursor.id])).toString('base64url');
}

/** Reads a token back. Refuses anything that this server did not write. */
export function readRunPageToken(token: string): RunCursor {
  const parsed = tokenSchema.safeParse(parseJson(Buffer.from(token, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data[1].includes('\u0000')) {
    throw new AppError(
      'invalid_request',
      'The page_token is not one of this list; leave it out to begin with the first page.',
      { param: 'page_token' },
    );
  }
  const [startedAt, id] = parsed.data;
  return { startedAt, id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
