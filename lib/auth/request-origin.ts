import type { Env } from '@/lib/platform/env';
import { isOwnOrigin } from './own-origin';

/**
 * Whether next-auth may believe the request's Host. With a public URL it never asks; without one every loopback name
 * on our port is ours and nothing else.
 */
export function hasOwnHost(request: Request, env: Pick<Env, 'publicUrl' | 'port'>): boolean {
  if (env.publicUrl !== undefined) return true;
  const hosts = [request.headers.get('x-forwarded-host'), request.headers.get('host')].filter(
    (host) => host !== null,
  );
  return hosts.every((host) => isOwnOrigin(`http://${host}`, env));
}
