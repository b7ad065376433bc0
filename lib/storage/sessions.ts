import type { Session, SessionQuery } from '@/lib/contract/session';
import type { AgentManifest, ManifestClientTool } from '@/lib/contract/agent-manifest';
import { decodeCursor, encodeCursor } from './page-cursor';
import { jsonbText } from './jsonb-text';
import type { Scope } from './scope';

type SessionRow = {
  id: string;
  agent_name: string;
  agent_version: number | null;
  agent_alias: string | null;
  is_draft: boolean;
  title: string | null;
  metadata: Record<string, string>;
  state: Session['state'];
  created_at: Date;
  updated_at: Date;
  created_by: string;
};

// What a session is doing follows from its turns and waiting calls; no column of its own can disagree with them.
const state = `CASE
    WHEN EXISTS (SELECT 1 FROM turn t WHERE t.organisation_id = s.organisation_id AND t.session_id = s.id AND t.status = 'running') THEN 'running'
    WHEN EXISTS (SELECT 1 FROM tool_call c WHERE c.organisation_id = s.organisation_id AND c.session_id = s.id
      AND c.state IN ('gated', 'outcome_unknown') AND c.gate IS NOT NULL AND c.decision IS NULL
      AND c.withdrawn_at IS NULL AND c.expires_at > now()) THEN 'waiting'
    WHEN EXISTS (SELECT 1 FROM turn t WHERE t.organisation_id = s.organisation_id AND t.session_id = s.id AND t.status = 'queued') THEN 'queued'
    ELSE 'idle' END AS state`;
const columns = `s.id, s.agent_name, s.agent_version, s.agent_alias, s.is_draft, s.title, s.metadata, s.created_at, s.updated_at, s.created_by, ${state}`;

export type NewSession = {
  id: string;
  agentId: string | null;
  agentName: string;
  agentVersion: number | null;
  /** Set for a session that follows one. */
  agentAlias?: string | null;
  manifest: AgentManifest;
  isDraft: boolean;
  title: string | null;
  metadata: Record<string, string>;
  createdBy: string;
  clientTools?: readonly ManifestClientTool[] | null;
};

export async function insertSession(scope: Scope, session: NewSession): Promise<Session> {
  const { rows } = await scope.database.pool.query<SessionRow>(
    `WITH s AS (INSERT INTO session (organisation_id, id, agent_id, agent_name, agent_version, manifest, is_draft, title, metadata, created_by, agent_alias, client_tools)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9::jsonb, $10, $11, $12::jsonb) RETURNING *)
     SELECT ${columns} FROM s`,
    [
      scope.organisationId,
      session.id,
      session.agentId,
      session.agentName,
      session.agentVersion,
      jsonbText(session.manifest),
      session.isDraft,
      session.title,
      jsonbText(session.metadata),
      session.createdBy,
      session.agentAlias ?? null,
      session.clientTools ? jsonbText(session.clientTools) : null,
    ],
  );
  return onlyRow(rows);
}

export async function findSession(scope: Scope, id: string): Promise<Session | undefined> {
  const { rows } = await scope.database.pool.query<SessionRow>({
    name: 'find-session',
    text: `SELECT ${columns} FROM session s WHERE s.organisation_id = $1 AND s.id = $2`,
    values: [scope.organisationId, id],
  });
  return rows[0] && toSession(rows[0]);
}

/** Who made the agent of a session; null for a draft or an agent that is gone. */
/** A session together with the name of whoever asks for it. */
export async function findSessionAndActor(
  scope: Scope,
  { sessionId, userId }: { sessionId: string; userId: string },
): Promise<{ session: Session; actorName: string | null } | undefined> {
  const { rows } = await scope.database.pool.query<SessionRow & { actor_name: string | null }>({
    name: 'find-session-actor',
    text: `SELECT ${columns},
        (SELECT u.name FROM app_user u WHERE u.organisation_id = s.organisation_id AND u.id = $3) AS actor_name
      FROM session s WHERE s.organisation_id = $1 AND s.id = $2`,
    values: [scope.organisationId, sessionId, userId],
  });
  return rows[0] && { session: toSession(rows[0]), actorName: rows[0].actor_name };
}

export async function findSessionAgentCreator(scope: Scope, id: string): Promise<string | null> {
  const { rows } = await scope.database.pool.query<{ created_by: string }>(
    `SELECT a.created_by FROM session s JOIN agent a ON a.organisation_id = s.organisation_id AND a.id = s.agent_id
     WHERE s.organisation_id = $1 AND s.id = $2`,
    [scope.organisationId, id],
  );
  return rows[0]?.created_by ?? null;
}

/** The manifest a session runs. */
export async function findSessionManifest(scope: Scope, id: string): Promise<unknown> {
  const { rows } = await scope.database.pool.query<{ manifest: unknown }>(
    'SELECT manifest FROM session WHERE organisation_id = $1 AND id = $2',
    [scope.organisationId, id],
  );
  return rows[0]?.manifest;
}

/** Newest first: ids begin with their time. `createdBy` narrows to one person's. */
export async function listSessions(
  scope: Scope,
  query: SessionQuery & { createdBy?: string | undefined },
): Promise<{ data: Session[]; nextPageToken: string | undefined }> {
  const after = query.page_token === undefined ? null : decodeCursor(query.page_token);
  const { rows } = await scope.database.pool.query<SessionRow>(
    `SELECT ${columns} FROM session s
     WHERE s.organisation_id = $1
       AND ($2::text IS NULL OR s.agent_name = $2) AND ($3::text IS NULL OR s.created_by = $3)
       AND ($4::timestamptz IS NULL OR s.created_at >= $4) AND ($5::timestamptz IS NULL OR s.created_at <= $5)
       AND ($6::text IS NULL OR s.created_by IN (SELECT id FROM app_user u WHERE u.organisation_id = $1 AND (u.id = $6 OR u.email = $6)))
       AND ($7::text IS NULL OR s.id < $7)
     ORDER BY s.id DESC LIMIT $8`,
    [
      scope.organisationId,
      query.agent_name ?? null,
      query.createdBy ?? null,
      query.start_timestamp ?? null,
      query.end_timestamp ?? null,
      query.created_by_subject_slug ?? null,
      after,
      query.limit + 1,
    ],
  );
  const page = rows.slice(0, query.limit).map(toSession);
  const last = page.at(-1);
  const more = rows.length > query.limit && last;
  return { data: page, nextPageToken: more ? encodeCursor(last.id) : undefined };
}

export async function updateSession(
  scope: Scope,
  id: string,
  change: {
    title?: string | undefined;
    metadata?: Record<string, string> | undefined;
    draftManifest?: AgentManifest | undefined;
  },
): Promise<Session | undefined> {
  const { rows } = await scope.database.pool.query<SessionRow>(
    `WITH s AS (UPDATE session SET title = COALESCE($3, title), metadata = COALESCE($4::jsonb, metadata),
       manifest = COALESCE($5::jsonb, manifest), agent_name = COALESCE($6, agent_name), updated_at = clock_timestamp()
       WHERE organisation_id = $1 AND id = $2 RETURNING *)
     SELECT ${columns} FROM s`,
    [
      scope.organisationId,
      id,
      change.title ?? null,
      change.metadata ? jsonbText(change.metadata) : null,
      change.draftManifest ? jsonbText(change.draftManifest) : null,
      change.draftManifest?.name ?? null,
    ],
  );
  return rows[0] && toSession(rows[0]);
}

function onlyRow(rows: SessionRow[]): Session {
  const row = rows[0];
  if (!row) throw new Error('The session was not stored although its statement succeeded.');
  return toSession(row);
}

function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    agent_name: row.agent_name,
    agent_version: row.agent_version,
    agent_alias: row.agent_alias,
    draft: row.is_draft,
    title: row.title,
    metadata: row.metadata,
    state: row.state,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    created_by: row.created_by,
  };
}
