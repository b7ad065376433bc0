import type { AgentManifest, ManifestClientTool } from '@/lib/contract/agent-manifest';
import { jsonbText } from './jsonb-text';
import type { Scope } from './scope';

/** Tools that a session's own caller declared when it was made. */
export async function findSessionClientTools(
  scope: Scope,
  id: string,
): Promise<readonly ManifestClientTool[] | null> {
  const { rows } = await scope.database.pool.query<{ client_tools: ManifestClientTool[] | null }>(
    'SELECT client_tools FROM session WHERE organisation_id = $1 AND id = $2',
    [scope.organisationId, id],
  );
  return rows[0]?.client_tools ?? null;
}

/** Gives a session another version of its own agent, unless a turn of it runs: that one ends as it began. */
export async function moveSessionToVersion(
  scope: Scope,
  id: string,
  to: { agentId: string; version: number; manifest: AgentManifest },
): Promise<void> {
  await scope.database.pool.query(
    `UPDATE session s SET agent_version = $4, manifest = $5::jsonb
     WHERE s.organisation_id = $1 AND s.id = $2 AND s.agent_id = $3 AND s.agent_alias IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM turn t WHERE t.organisation_id = s.organisation_id AND t.session_id = s.id AND t.status = 'running')`,
    [scope.organisationId, id, to.agentId, to.version, jsonbText(to.manifest)],
  );
}
