import type { PoolClient } from 'pg';
import { toStoredCall, type CallRow } from './stored-call';
import type { CallDecisionInput } from './match-decisions';
import type { WaitingCall } from './waiting-call';

export type SessionRow = {
  agent_name: string;
  agent_version: number | null;
  model_name: string;
  manifest_text: string;
  /** Whoever sends the message may no longer: they were suspended after their request was let in. */
  is_suspended: boolean;
  running_turn_id: string | null;
  running_previous_turn_id: string | null;
  is_stopping: boolean | null;
  steer_count: number | null;
  queued_count: number;
  previous_turn_id: string | null;
  /** The turn that is named has ended and left no context: it was given up before anything of it could be kept. */
  is_previous_lost: boolean;
};

export type Seen = { session: SessionRow | undefined; calls: WaitingCall[] };

type Asked = {
  sessionId: string;
  previousTurnId: 'auto' | string;
  decisions: readonly CallDecisionInput[] | null;
  actor: { id: string };
};

/**
 * What a new turn meets in its session, whose row is held. Read apart from the lock, because the locking statement's
 * view of other tables is older than its lock.
 */
export async function look(client: PoolClient, organisationId: string, turn: Asked): Promise<Seen> {
  const [session, calls] = await Promise.all([
    readSession(client, organisationId, turn),
    callsOf(client, organisationId, turn),
  ]);
  return { session, calls };
}

async function readSession(
  client: PoolClient,
  organisationId: string,
  turn: Asked,
): Promise<SessionRow | undefined> {
  const { rows } = await client.query<SessionRow>({
    name: 'read-locked-session',
    text: `SELECT s.agent_name, s.agent_version, s.manifest -> 'model' ->> 'name' AS model_name, s.manifest::text AS manifest_text,
        EXISTS (SELECT 1 FROM app_user u WHERE u.id = $4 AND u.suspended_at IS NOT NULL) AS is_suspended,
        r.id AS running_turn_id, r.previous_turn_id AS running_previous_turn_id,
        r.cancel_requested_at IS NOT NULL AS is_stopping, r.steer_count,
        (SELECT count(*)::int FROM turn t WHERE t.organisation_id = s.organisation_id AND t.session_id = s.id AND t.status = 'queued') AS queued_count,
        CASE WHEN $3 = 'auto'
          THEN (SELECT id FROM turn t WHERE t.organisation_id = s.organisation_id AND t.session_id = s.id AND t.started_at IS NOT NULL
            ORDER BY started_at DESC, id DESC LIMIT 1)
          ELSE (SELECT id FROM turn t WHERE t.organisation_id = s.organisation_id AND t.session_id = s.id AND t.started_at IS NOT NULL
            AND t.id = NULLIF($3, 'auto')::uuid)
        END AS previous_turn_id,
        EXISTS (SELECT 1 FROM turn p WHERE p.organisation_id = s.organisation_id AND p.session_id = s.id AND p.id = NULLIF($3, 'auto')::uuid
          AND p.status NOT IN ('queued', 'running') AND p.snapshot IS NULL) AS is_previous_lost
      FROM session s
      LEFT JOIN turn r ON r.organisation_id = s.organisation_id AND r.session_id = s.id AND r.status = 'running'
      WHERE s.organisation_id = $1 AND s.id = $2`,
    values: [organisationId, turn.sessionId, turn.previousTurnId, turn.actor.id],
  });
  return rows[0];
}

async function callsOf(client: PoolClient, organisationId: string, turn: Asked): Promise<WaitingCall[]> {
  const { rows } = await client.query<CallRow & { is_expired: boolean }>({
    name: 'waiting-calls',
    text: `SELECT *, COALESCE(expires_at < now(), false) AS is_expired FROM tool_call
      WHERE organisation_id = $1 AND session_id = $2 AND gate IS NOT NULL
        AND (state IN ('gated', 'outcome_unknown') OR id = ANY($3::text[]))`,
    values: [organisationId, turn.sessionId, (turn.decisions ?? []).map((decision) => decision.toolCallId)],
  });
  return rows.map((row) => ({ ...toStoredCall(row), isExpired: row.is_expired }));
}
