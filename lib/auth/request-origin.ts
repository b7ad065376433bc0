import type { Env } from '@/lib/platform/env';
import { isOwnOrigin } from './own-origin';

/**
 * Tells next-auth which origin is ours; it reads that from the environment and nowhere else. Without a public URL
 * it takes the request's Host, which is checked here first: a loopback name on our port and nothing else.
 */
export function hasOwnHost(request: Request, env: Pick<Env, 'publicUrl' | 'port'>): boolean {
  if (env.publicUrl !== undefined) {
    process.env.NEXTAUTH_URL = new URL(env.publicUrl).origin;
    return true;
  }
  process.env.AUTH_TRUST_HOST = 'true';
  delete process.env.NEXTAUTH_URL;
  const hosts = [request.headers.get('x-forwarded-host'), request.headers.get('host')].filter(
    (host) => host !== null,
  );
  return hosts.every((host) => isOwnOrigin(`http://${host}`, env));
}
