import type { Principal } from '@/lib/contract/principal';
import type { App } from '@/lib/compose';
import { knownAllowedOrigins } from '@/lib/storage/allowed-origins';

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
  const allowed = (await knownAllowedOrigins(app.database)).get(principal.organisationId);
  return allowed?.includes(origin) ? readableBy(origin) : {};
}

/**
 * The same for a refusal that comes before it is known who asks: a wrong key, or a database that is away. It says
 * nothing about anybody, so any organisation's list will do; without it a page could not tell why, nor when to return.
 */
export async function refusalHeaders(request: Request, app: App): Promise<Record<string, string>> {
  const origin = request.headers.get('origin');
  const hasKey = request.headers.has('authorization');
  if (origin === null || (!hasKey && request.headers.has('cookie'))) return {};
  return (await isAllowedAnywhere(app, origin)) ? readableBy(origin) : {};
}

function readableBy(origin: string): Record<string, string> {
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed, vary: 'Origin' };
}

async function isAllowedAnywhere(app: App, origin: string): Promise<boolean> {
  // A list that cannot be read allows nobody; the refusal itself goes out all the same.
  const lists = await knownAllowedOrigins(app.database).catch(() => new Map<string, readonly string[]>());
  return [...lists.values()].some((list) => list.includes(origin));
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
  if (!(await isAllowedAnywhere(app, origin))) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': accepted,
    'access-control-max-age': String(preflightSeconds),
    vary: 'Origin',
  };
}
