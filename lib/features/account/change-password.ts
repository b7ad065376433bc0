import type { PasswordChange } from '@/lib/contract/user';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requirePermission } from '@/lib/features/require-permission';
import { AppError, notFound } from '@/lib/platform/app-error';
import { AttemptLimit } from '@/lib/platform/attempt-limit';
import { hashPassword, verifyPassword } from '@/lib/platform/password';
import { recordAudit } from '@/lib/storage/audit';
import { inTransaction } from '@/lib/storage/scope';
import { revokeSignInsOf } from '@/lib/storage/sign-ins';
import { findPasswordHash, findUser, updateUser } from '@/lib/storage/users';

const limit = new AttemptLimit();

/** Changes the caller's own password and ends their other sign-ins. */
export async function changePassword(
  { principal, scope }: FeatureContext,
  input: PasswordChange,
): Promise<void> {
  requirePermission(principal, 'account:write');
  const attempt = { email: principal.userId, address: '' };
  const waitSeconds = limit.waitSeconds(attempt, Date.now());
  if (waitSeconds > 0) {
    throw new AppError(
      'rate_limited',
      `Too many wrong passwords. Wait ${Math.ceil(waitSeconds / 60)} min, then try again.`,
      { retryAfterSeconds: waitSeconds },
    );
  }
  const stored = await findPasswordHash(scope, principal.userId);
  if (stored === null) throw notFound('person', principal.userId);
  limit.failed(attempt, Date.now());
  if (!(await verifyPassword(input.current_password, stored))) {
    throw new AppError('invalid_request', 'The current password is not right.', {
      param: 'current_password',
    });
  }
  limit.succeeded(attempt);
  const passwordHash = await hashPassword(input.new_password);
  await inTransaction(scope, async (transaction) => {
    const user = await findUser(transaction, principal.userId);
    if (user === null) throw notFound('person', principal.userId);
    await updateUser(transaction, principal.userId, { passwordHash });
    await revokeSignInsOf(
      transaction,
      principal.userId,
      principal.credential.kind === 'sign_in' ? principal.credential.id : undefined,
    );
    await recordAudit(transaction, {
      actorId: principal.userId,
      action: 'user.password_changed',
      targetType: 'user',
      targetName: user.email,
    });
  });
}
