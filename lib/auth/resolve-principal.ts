import type { Principal } from '@/lib/contract/principal';
import { AppError } from '@/lib/platform/app-error';
import type { Env } from '@/lib/platform/env';
import type { SecretBox } from '@/lib/platform/secret-box';
import type { Database } from '@/lib/storage/database';
import { principalOfApiKey } from './principal-of-api-key';
import { principalOfSignIn } from './principal-of-sign-in';
import { readSignInCookie } from './sign-in-cookie';

export type AuthDeps = {
  database: Database;
  secretBox: SecretBox;
  env: Pick<Env, 'secret' | 'previousSecret' | 'publicUrl'>;
  /** Milliseconds now; tests bring their own. */
  now?: () => number;
};

/** The one resolver behind every route and page: an API key if one is sent, else the sign-in cookie, else 401. */
export async function resolvePrincipal(
  request: Pick<Request, 'headers'>,
  deps: AuthDeps,
): Promise<Principal> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) return principalOfApiKey(bearerToken(authorization), deps);
  const signInId = await readSignInCookie(request.headers.get('cookie'), deps.env);
  if (signInId !== undefined) {
    const principal = await principalOfSignIn(signInId, deps);
    if (principal !== undefined) return principal;
    throw new AppError('unauthenticated', 'This sign-in has ended. Sign in again.');
  }
  throw new AppError('unauthenticated', 'Sign in, or send an API key as "Authorization: Bearer <key>".');
}

function bearerToken(authorization: string): string {
  const match = /^bearer +([^\s]{1,512})$/i.exec(authorization);
  if (match?.[1] === undefined) {
    throw new AppError(
      'unauthenticated',
      'The Authorization header is not understood. Send "Authorization: Bearer <key>".',
    );
  }
  return match[1];
}
