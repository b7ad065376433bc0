import { roleMay, type Permission, type Role } from './permissions';

/** Who is asking: made from a credential once per request, never from a body. */
export type Principal = {
  organisationId: string;
  userId: string;
  role: Role;
  /** How the caller proved who they are. A key narrows the owner's rights to its scopes. */
  credential:
    { kind: 'sign_in'; id: string } | { kind: 'api_key'; id: string; scopes: readonly Permission[] };
};

/** The one question about rights, the same on the server and in the browser. */
export function can(principal: Pick<Principal, 'role' | 'credential'>, permission: Permission): boolean {
  if (!roleMay(principal.role, permission)) return false;
  const { credential } = principal;
  return credential.kind === 'sign_in' || credential.scopes.includes(permission);
}
