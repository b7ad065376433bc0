import { AppError } from '@/lib/platform/app-error';

/** One page of a list, newest first. Our ids begin with their time, so that their order is the order of age. */
export type PageRequest = { limit: number; pageToken?: string | undefined };
export type StoredPage<Row> = { rows: Row[]; nextPageToken: string | undefined };

/** Prisma's condition for what follows the page before. */
export type AfterCursor = { id?: { lt: string } };

const idForm = /^[a-z]{2,8}_[0-9a-z]{10,40}$/;

/** Opaque to callers: where the page before ended. */
export function encodeCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** Refuses a token that no list of this kind made; `form` is what its ids look like. */
export function decodeCursor(token: string, form: RegExp = idForm): string {
  const id = Buffer.from(token, 'base64url').toString('utf8');
  if (form.test(id) && encodeCursor(id) === token) return id;
  throw foreignCursor();
}

/** What a page token of another list is answered with. */
export function foreignCursor(): AppError {
  const message = 'This page token is not one of this list. Start again without it.';
  return new AppError('invalid_request', message, { param: 'page_token' });
}

/** Reads one row more than asked for, so that a token is given only when something follows it. */
export async function pageOf<Row extends { id: string }>(
  request: PageRequest,
  read: (options: { after: AfterCursor; take: number }) => Promise<Row[]>,
): Promise<StoredPage<Row>> {
  const after: AfterCursor =
    request.pageToken === undefined ? {} : { id: { lt: decodeCursor(request.pageToken) } };
  const rows = await read({ after, take: request.limit + 1 });
  const kept = rows.slice(0, request.limit);
  const last = kept.at(-1);
  return {
    rows: kept,
    nextPageToken: rows.length > request.limit && last ? encodeCursor(last.id) : undefined,
  };
}
