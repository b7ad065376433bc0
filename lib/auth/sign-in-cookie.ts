import { hkdfSync } from 'node:crypto';
import { decode } from 'next-auth/jwt';
import type { Env } from '@/lib/platform/env';

/** Secure cookies belong to https; a browser would drop them on plain http. */
export function useSecureCookies(env: Pick<Env, 'publicUrl'>): boolean {
  return env.publicUrl?.startsWith('https:') ?? false;
}

/** The name next-auth gives its cookie. */
export function signInCookieName(env: Pick<Env, 'publicUrl'>): string {
  return `${useSecureCookies(env) ? '__Secure-' : ''}next-auth.session-token`;
}

/** The key that next-auth encrypts its cookies with, derived so that it is of no use for anything else. */
export function cookieSecret(secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, 'tackroom', 'sign-in-cookie', 32)).toString('base64url');
}

/** The sign-in that a Cookie header speaks of; undefined for none, a forged or an expired one. */
export async function readSignInCookie(
  cookieHeader: string | null,
  env: Pick<Env, 'secret' | 'previousSecret' | 'publicUrl'>,
): Promise<string | undefined> {
  const token = cookieValue(cookieHeader, signInCookieName(env));
  if (token === undefined) return undefined;
  const secrets = env.previousSecret === undefined ? [env.secret] : [env.secret, env.previousSecret];
  for (const secret of secrets) {
    const claims = await decode({ token, secret: cookieSecret(secret) }).catch(() => null);
    if (typeof claims?.['signInId'] === 'string') return claims['signInId'];
  }
  return undefined;
}

function cookieValue(header: string | null, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
