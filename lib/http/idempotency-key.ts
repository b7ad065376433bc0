import { AppError } from '@/lib/platform/app-error';
import { digestOf } from '@/lib/platform/canonical-json';

const keyForm = /^[\x21-\x7e]{1,255}$/;

export type IdempotencyKey = { key: string; requestHash: string };

/** The key of a request and what it asks for, so that another request under the same key is noticed. */
export function readIdempotencyKey(request: Request, body: unknown): IdempotencyKey | undefined {
  const key = request.headers.get('idempotency-key');
  if (key === null) return undefined;
  if (!keyForm.test(key)) {
    const message = 'The Idempotency-Key must be 1 to 255 visible ASCII characters. A UUID will do.';
    throw new AppError('invalid_request', message, { param: 'Idempotency-Key' });
  }
  const { pathname, search } = new URL(request.url);
  return { key, requestHash: digestOf([request.method, pathname, search, body ?? null]) };
}
