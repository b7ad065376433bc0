import type { Role } from '@/lib/contract/permissions';

/** A role as people read it. */
export function roleLabel(role: Role): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}
