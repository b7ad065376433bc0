import {
  permissions,
  personalPermissions,
  roleMay,
  type Permission,
  type Role,
} from '@/lib/contract/permissions';
import { can, type Principal } from '@/lib/contract/principal';
import { AppError } from '@/lib/platform/app-error';

/** Nobody hands out more than they hold: not in a role, not in a key, and not through a key of narrow scope. */
export function requireGrantableRole(principal: Principal, role: Role): void {
  const missing = permissions.find(
    (permission) => roleMay(role, permission) && !isPersonal(permission) && !can(principal, permission),
  );
  if (missing === undefined) return;
  throw new AppError(
    'forbidden',
    `The role "${role}" includes "${missing}", which you do not hold yourself. Ask ${role === 'owner' ? 'an owner' : 'somebody who does'}.`,
  );
}

export function requireGrantableScopes(principal: Principal, scopes: readonly Permission[]): void {
  const personal = scopes.find(isPersonal);
  if (personal !== undefined)
    throw new AppError(
      'invalid_request',
      `"${personal}" belongs to a signed-in person; no key can carry it. Leave it out.`,
      { param: 'scopes' },
    );
  const missing = scopes.find((scope) => !can(principal, scope));
  if (missing === undefined) return;
  throw new AppError(
    'forbidden',
    `You do not hold "${missing}" yourself, so a key of yours cannot. Leave it out.`,
    { param: 'scopes' },
  );
}

function isPersonal(permission: Permission): boolean {
  const personal: readonly Permission[] = personalPermissions;
  return personal.includes(permission);
}
