import type { Principal } from '@/lib/contract/principal';
import { AppError } from '@/lib/platform/app-error';

/** Owners and administrators change everything; everybody else what they created. */
export function requireEditor(
  principal: Principal,
  resource: { kind: string; name: string; createdBy: string },
): void {
  if (mayEdit(principal, resource)) return;
  throw new AppError(
    'forbidden',
    `The ${resource.kind} "${resource.name}" belongs to somebody else. Save yours under another name, or ask its creator or an administrator.`,
  );
}

export function mayEdit(
  principal: Pick<Principal, 'role' | 'userId'>,
  resource: { createdBy: string },
): boolean {
  return principal.role === 'owner' || principal.role === 'admin' || principal.userId === resource.createdBy;
}
