import { AppError } from '@/lib/platform/app-error';
import { hashPassword, verifyPassword } from '@/lib/platform/password';
import type { Database } from '@/lib/storage/database';
import { scopeOf } from '@/lib/storage/scope';
import { createSignIn } from '@/lib/storage/sign-ins';
import { findCredentials, normalEmail } from '@/lib/storage/users';
import { AttemptLimit } from '@/lib/platform/attempt-limit';

/** A sign-in lasts this long, whatever happens in between. */
export const signInSeconds = 30 * 24 * 60 * 60;
const textMax = 1000;

const processLimit = new AttemptLimit();
let hashOfNobody: Promise<string> | undefined;

/**
 * Opens a sign-in for the right email and password, or answers undefined. An unknown email costs the same time as
 * a wrong password. Too many failures and a suspension are refused with their own sentence, the latter only to who
 * knows the password.
 */
export async function checkCredentials(
  input: { email: string; password: string; address: string },
  deps: { database: Database; now?: () => number; limit?: AttemptLimit },
): Promise<{ signInId: string; userId: string } | undefined> {
  const limit = deps.limit ?? processLimit;
  const now = deps.now?.() ?? Date.now();
  if (
    input.email.length > textMax ||
    input.password.length > textMax ||
    `${input.email}${input.password}`.includes('\0')
  )
    return undefined;
  const attempt = { email: normalEmail(input.email), address: input.address };
  const waitSeconds = limit.waitSeconds(attempt, now);
  if (waitSeconds > 0) {
    throw new AppError(
      'rate_limited',
      `Too many failed sign-ins. Wait ${Math.ceil(waitSeconds / 60)} min, then try again.`,
      { retryAfterSeconds: waitSeconds },
    );
  }
  // Counted before the slow comparison, so that parallel guesses cannot all slip through.
  limit.failed(attempt, now);
  const found = await findCredentials(deps.database, attempt.email);
  hashOfNobody ??= hashPassword('nobody has this password');
  const matches = await verifyPassword(input.password, found?.passwordHash ?? (await hashOfNobody));
  if (found === null || !matches) return undefined;
  limit.succeeded(attempt);
  if (found.suspended)
    throw new AppError('forbidden', 'This account is suspended. Ask an administrator to activate it.');
  const scope = scopeOf(deps.database, found.organisationId);
  const signInId = await createSignIn(scope, {
    userId: found.id,
    expiresAt: new Date(now + signInSeconds * 1000),
  });
  return { signInId, userId: found.id };
}
