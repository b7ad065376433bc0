import type { Env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/app-error';

const loopbackName = /^(?:localhost|[a-z0-9.-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Whether an Origin header is this installation's own. Without a public URL every loopback name on our port is. */
export function isOwnOrigin(origin: string | null, env: Pick<Env, 'publicUrl' | 'port'>): boolean {
  if (origin === null || origin === 'null') return false;
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url === undefined) return false;
  if (env.publicUrl !== undefined) return url.origin === new URL(env.publicUrl).origin;
  return (
    url.protocol === 'http:' && (url.port || '80') === String(env.port) && loopbackName.test(url.hostname)
  );
}

/** A cookie travels by itself: a request that changes something must prove that our own page sent it. */
export function requireOwnOrigin(request: Request, env: Pick<Env, 'publicUrl' | 'port'>): void {
  if (safeMethods.includes(request.method) || isOwnOrigin(request.headers.get('origin'), env)) return;
  throw new AppError(
    'forbidden',
    'A request with the sign-in cookie must come from the console itself (its Origin header is missing or foreign). Use an API key instead.',
  );
}
