import type { Principal } from '@/lib/contract/principal';
import type { App } from '@/lib/compose';
import { findAllowedOrigins, isOriginAllowedAnywhere } from '@/lib/storage/allowed-origins';
import { scopeOf } from '@/lib/storage/scope';

const exposed = 'X-Request-Id, Retry-After, Idempotent-Replayed, Allow, Content-Range';
const accepted = 'Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Range';
const preflightSeconds = 600;

/**
 * Lets a page of a listed origin read an answer that it asked for with a key. The list is the key's own
 * organisation's; a cookie never opens this, and without a list there are no headers at all.
 */
export async function crossOriginHeaders(
  request: Request,
  app: App,
  principal: Principal,
): Promise<Record<string, string>> {
  const origin = request.headers.get('origin');
  if (origin === null || principal.credential.kind === 'sign_in') return {};
  const allowed = await findAllowedOrigins(scopeOf(app.database, principal.organisationId));
  if (!allowed.includes(origin)) return {};
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed, vary: 'Origin' };
}

/**
 * What a browser asks before such a request. It carries no key, so any organisation's list will do here: the answer
 * to the request itself is then held to the right one.
 */
export async function preflightHeaders(
  request: Request,
  app: App,
  methods: readonly string[],
): Promise<Record<string, string>> {
  const origin = request.headers.get('origin');
  if (origin === null || request.headers.get('access-control-request-method') === null) return {};
  if (!(await isOriginAllowedAnywhere(app.database, origin))) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': accepted,
    'access-control-max-age': String(preflightSeconds),
    vary: 'Origin',
  };
}
