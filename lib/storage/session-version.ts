import type { AgentManifest, ManifestClientTool } from '@/lib/contract/agent-manifest';
import type { PoolClient } from 'pg';
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

/** Another version of a session's own agent, as the session will run it. */
export type SessionVersion = { agentId: string; version: number; manifest: AgentManifest };

export type MovedSession = {
  agent_name: string;
  agent_version: number | null;
  model_name: string;
  manifest_text: string;
};

/**
 * Gives a session that follows an alias another version, in a transaction that holds its row and knows that no turn
 * runs or is queued and no call waits: those end as they began.
 */
export async function moveSessionToVersion(
  client: PoolClient,
  session: { organisationId: string; sessionId: string },
  to: SessionVersion,
): Promise<MovedSession | undefined> {
  const { rows } = await client.query<MovedSession>(
    `UPDATE session SET agent_version = $4, manifest = $5::jsonb
     WHERE organisation_id = $1 AND id = $2 AND agent_id = $3 AND agent_alias IS NOT NULL
     RETURNING agent_name, agent_version, manifest -> 'model' ->> 'name' AS model_name, manifest::text AS manifest_text`,
    [session.organisationId, session.sessionId, to.agentId, to.version, jsonbText(to.manifest)],
  );
  return rows[0];
}
