import type { User, UserPatch } from '@/lib/contract/user';
import type { Principal } from '@/lib/contract/principal';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requireGrantableRole } from '@/lib/features/require-grantable';
import { requirePermission } from '@/lib/features/require-permission';
import { AppError, notFound } from '@/lib/platform/app-error';
import { hashPassword } from '@/lib/platform/password';
import { recordAudit } from '@/lib/storage/audit';
import { inTransaction, type Scope } from '@/lib/storage/scope';
import { revokeSignInsOf } from '@/lib/storage/sign-ins';
import { findUser, lockActiveOwners, updateUser as updateStored, type UserChange } from '@/lib/storage/users';
import { stopTurnsOf } from './stop-turns-of';

/**
 * Changes somebody's name, role, password or suspension. All but a new name end their sign-ins; a suspension also
 * stops what they have running or queued.
 */
export async function updateUser(
  { principal, scope, harness }: FeatureContext,
  id: string,
  patch: UserPatch,
): Promise<User> {
  requirePermission(principal, 'users:write');
  const passwordHash = patch.password === undefined ? undefined : await hashPassword(patch.password);
  const changed = await inTransaction(scope, async (transaction) => {
    // Before the reading: whoever waits here sees what the other change made of the owners.
    const owners = await lockActiveOwners(transaction);
    const user = await findUser(transaction, id);
    if (user === null) throw notFound('person', id);
    requireMayChange(principal, user, patch);
    requireOwnerLeft(owners, user, patch);
    const stored = await updateStored(transaction, id, changeOf(patch, passwordHash));
    if (endsSignIns(user, patch)) await revokeSignInsOf(transaction, id);
    await audit(transaction, principal, { user, patch });
    return stored;
  });
  // After the commit. A turn that is being created at this moment is found by the next look at suspended people.
  if (patch.suspended) await stopTurnsOf({ scope, harness }, id);
  return changed;
}

function requireMayChange(principal: Principal, user: User, patch: UserPatch): void {
  requireGrantableRole(principal, user.role);
  if (patch.role !== undefined) requireGrantableRole(principal, patch.role);
  if (user.id !== principal.userId) return;
  if (patch.suspended)
    throw new AppError('unprocessable', 'You cannot suspend yourself. Ask another administrator.', {
      param: 'suspended',
    });
  if (patch.password !== undefined) {
    throw new AppError(
      'unprocessable',
      'Change your own password under Account, where the current one is asked for.',
      { param: 'password' },
    );
  }
}

function requireOwnerLeft(owners: readonly string[], user: User, patch: UserPatch): void {
  const stops = (patch.role !== undefined && patch.role !== 'owner') || patch.suspended === true;
  if (!stops || !owners.includes(user.id) || owners.length > 1) return;
  throw new AppError(
    'unprocessable',
    `${user.email} is the last active owner. Make somebody else an owner first.`,
    {
      param: patch.suspended ? 'suspended' : 'role',
    },
  );
}

function changeOf(patch: UserPatch, passwordHash: string | undefined): UserChange {
  const { name, role, suspended } = patch;
  return {
    ...(name === undefined ? {} : { name }),
    ...(role === undefined ? {} : { role }),
    ...(suspended === undefined ? {} : { suspended }),
    ...(passwordHash === undefined ? {} : { passwordHash }),
  };
}

function endsSignIns(user: User, patch: UserPatch): boolean {
  return (
    patch.password !== undefined ||
    patch.suspended === true ||
    (patch.role !== undefined && patch.role !== user.role)
  );
}

async function audit(
  scope: Scope,
  principal: Principal,
  { user, patch }: { user: User; patch: UserPatch },
): Promise<void> {
  const { name, role, suspended, password } = patch;
  await recordAudit(scope, {
    actorId: principal.userId,
    action: 'user.updated',
    targetType: 'user',
    targetName: user.email,
    detail: {
      ...(name === undefined ? {} : { name }),
      ...(role === undefined ? {} : { role: { before: user.role, after: role } }),
      ...(suspended === undefined ? {} : { suspended }),
      ...(password === undefined ? {} : { password: 'reset' }),
    },
  });
}
