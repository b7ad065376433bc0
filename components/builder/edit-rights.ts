import type { Agent } from '@/lib/contract/agent';
import { roleMay, type Role } from '@/lib/contract/permissions';

export type EditRights = {
  /** Why the configuration only shows, or null. */
  readOnlyReason: string | null;
  /** May write agents at all. */
  maySave: boolean;
  /** May add a version to this very agent; otherwise saving makes a copy. */
  mayEditAgent: boolean;
  mayRun: boolean;
};

/** What a person may do with an agent in the workbench. The server decides again; this only spares them a refusal. */
export function editRights(
  user: { id: string; role: Role },
  agent: Pick<Agent, 'created_by'> | null,
): EditRights {
  const maySave = roleMay(user.role, 'agents:write');
  const mayRun = roleMay(user.role, 'sessions:write');
  const isAdmin = user.role === 'owner' || user.role === 'admin';
  return {
    maySave,
    mayRun,
    mayEditAgent: maySave && (agent === null || isAdmin || agent.created_by === user.id),
    readOnlyReason: readOnlyReason(user.role, mayRun),
  };
}

function readOnlyReason(role: Role, mayRun: boolean): string | null {
  if (roleMay(role, 'drafts:write')) return null;
  const may = mayRun ? 'You can chat with the saved agent.' : 'Auditors see everything and run nothing.';
  return `Changing agents takes the builder role. ${may}`;
}
