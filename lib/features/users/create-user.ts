import type { User, UserCreate } from '@/lib/contract/user';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requireGrantableRole } from '@/lib/features/require-grantable';
import { requirePermission } from '@/lib/features/require-permission';
import { AppError } from '@/lib/platform/app-error';
import { hashPassword } from '@/lib/platform/password';
import { recordAudit } from '@/lib/storage/audit';
import { inTransaction } from '@/lib/storage/scope';
import { isUniqueViolation } from '@/lib/storage/unique-violation';
import { createUser as createStored } from '@/lib/storage/users';

/** Creates a person with a first password, which they change under Account. */
export async function createUser({ principal, scope }: FeatureContext, input: UserCreate): Promise<User> {
  requirePermission(principal, 'users:write');
  requireGrantableRole(principal, input.role);
  const { password, ...fields } = input;
  const passwordHash = await hashPassword(password);
  try {
    return await inTransaction(scope, async (transaction) => {
      const user = await createStored(transaction, { ...fields, passwordHash, createdBy: principal.userId });
      await recordAudit(transaction, {
        actorId: principal.userId,
        action: 'user.created',
        targetType: 'user',
        targetName: user.email,
        detail: { role: user.role },
      });
      return user;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `The email "${input.email}" is taken. Use another one.`, {
      param: 'email',
      cause: error,
    });
  }
}
