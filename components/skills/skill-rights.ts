import { roleMay, type Role } from '@/lib/contract/permissions';
import type { Skill } from '@/lib/contract/skill';

/** Why a person cannot change a skill, or null. The server decides again; this only spares them a refusal. */
export function skillReadOnlyReason(
  user: { id: string; role: Role },
  skill: Pick<Skill, 'created_by'> | null,
): string | null {
  if (!roleMay(user.role, 'skills:write'))
    return 'Writing skills takes the builder role. Ask an admin for it.';
  if (skill === null || user.role === 'owner' || user.role === 'admin' || skill.created_by === user.id)
    return null;
  return 'This skill belongs to somebody else; its creator or an admin can change it.';
}
