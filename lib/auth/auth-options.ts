import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import type { App } from '@/lib/compose';
import { isAppError } from '@/lib/platform/app-error';
import { revokeSignIn } from '@/lib/storage/sign-ins';
import { checkCredentials, signInSeconds } from './check-credentials';
import { forgetSignIns } from './principal-of-sign-in';
import { cookieSecret, useSecureCookies } from './sign-in-cookie';

type SignInApp = Pick<App, 'env' | 'database' | 'logger'>;

/**
 * next-auth with email and password. Its cookie carries the id of a sign-in row and nothing else; what the row
 * says is asked on every request, so that a cookie is never more than the row behind it. next-auth answers whatever
 * breaks with a refusal, so `onFailure` is told first.
 */
export function authOptions(app: SignInApp, onFailure?: (error: unknown) => void): NextAuthOptions {
  return {
    secret: cookieSecret(app.env.secret),
    useSecureCookies: useSecureCookies(app.env),
    session: { strategy: 'jwt', maxAge: signInSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        name: 'Email and password',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (credentials, request) =>
          authorize(app, credentials, request.headers).catch((error: unknown) => {
            onFailure?.(error);
            throw error;
          }),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        const signInId: unknown = user ? user.id : token['signInId'];
        return { signInId };
      },
      // The console asks /api/v1/users/me; the cookie's own session tells nothing but when it ends.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => sameOriginUrl(url, baseUrl),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.['signInId'] !== 'string') return;
        await revokeSignIn(app.database, token['signInId']);
        forgetSignIns();
      },
    },
    logger: {
      error: (code, metadata) =>
        app.logger.warn({ code, err: metadata instanceof Error ? metadata : undefined }, 'Sign-in trouble.'),
      warn: (code) => app.logger.debug({ code }, 'Sign-in notice.'),
      debug: () => undefined,
    },
  };
}

async function authorize(
  app: SignInApp,
  credentials: Record<string, unknown> | undefined,
  headers: Record<string, unknown> | undefined,
): Promise<{ id: string } | null> {
  const { email, password } = credentials ?? {};
  if (typeof email !== 'string' || typeof password !== 'string' || email === '' || password === '')
    return null;
  const address = addressOf(app, headers);
  try {
    const found = await checkCredentials({ email, password, address }, { database: app.database });
    return found === undefined ? null : { id: found.signInId };
  } catch (error) {
    // next-auth shows the message of what is thrown here; anything that is not a sentence of ours stays inside.
    if (isAppError(error)) throw error;
    app.logger.error({ err: error }, 'A sign-in failed unexpectedly.');
    throw new Error('Signing in is not possible right now. Try again in a few seconds.', { cause: error });
  }
}

/** The header is the proxy's word where there is one; without, the caller could write any address into it. */
function addressOf(app: SignInApp, headers: Record<string, unknown> | undefined): string {
  const forwarded = headers?.['x-forwarded-for'];
  if (app.env.publicUrl === undefined || typeof forwarded !== 'string') return '';
  return forwarded.split(',').at(-1)?.trim() ?? '';
}

/** Where to go after signing in or out: here, whatever was asked for. */
function sameOriginUrl(url: string, baseUrl: string): string {
  const origin = new URL(baseUrl).origin;
  const target = URL.canParse(url, origin) ? new URL(url, origin) : undefined;
  return target?.origin === origin ? target.href : `${origin}/`;
}
