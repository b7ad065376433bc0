import type { Permission } from '@/lib/contract/permissions';
import { can, type Principal } from '@/lib/contract/principal';
import { AppError } from '@/lib/platform/app-error';

/** Refuses with 403 unless the caller holds the permission. */
export function requirePermission(principal: Principal, permission: Permission): void {
  if (can(principal, permission)) return;
  const remedy =
    principal.credential.kind === 'api_key'
      ? `Use a key with the scope "${permission}".`
      : 'Ask an administrator for a role that includes it.';
  throw new AppError(
    'forbidden',
    `This needs the permission "${permission}", which you do not have. ${remedy}`,
  );
}
