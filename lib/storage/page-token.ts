import { AppError } from '@/lib/platform/app-error';

/** An opaque cursor: the sort key and id of the last row a page showed. */
export type PageKey = { at: string; id: string };

export function encodePageToken(key: PageKey): string {
  return Buffer.from(JSON.stringify([key.at, key.id])).toString('base64url');
}

/** Refuses a token that we did not make with 400. */
export function decodePageToken(token: string | undefined): PageKey | undefined {
  if (token === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [at, id]: unknown[] = parsed;
      if (typeof at === 'string' && typeof id === 'string' && !Number.isNaN(Date.parse(at))) return { at, id };
    }
  } catch {
    // Falls through to the one refusal below.
  }
  throw new AppError('invalid_request', 'This page_token was not made by this list. Start again without it.', { param: 'page_token' });
}
