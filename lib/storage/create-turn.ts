import type { TurnInputEcho } from '@/lib/contract/turn';
import { newId, newTurnId } from '@/lib/platform/ids';
import type { PoolClient } from 'pg';
import type { TurnKey } from './event-log-port';
import { jsonbText } from './jsonb-text';
import { closeExpiredCalls } from './close-expired-calls';
import { matchDecisions, type CallDecisionInput, type DecisionRefusal } from './match-decisions';
import { poolTransaction } from './pool-transaction';
import type { Scope } from './scope';
import { toStoredCall, type CallRow } from './stored-call';
import type { StoredCall, TurnOwner } from './turn-store-port';
import { storeDecisions } from './store-decisions';
import { isWaiting, type WaitingCall } from './waiting-call';

export type NewTurn = {
  sessionId: string;
  previousTurnId: 'auto' | string;
  input: readonly TurnInputEcho[];
  /** Decisions when the turn resumes calls that wait; null when it starts with a user message. */
  decisions: readonly CallDecisionInput[] | null;
  title: string;
  origin: string;
  actor: { id: string; name: string };
  runner: TurnOwner;
};

export type TurnRefusal =
  | { status: 'no_session' }
  | { status: 'running'; turnId: string }
  | { status: 'pending'; calls: StoredCall[] }
  | { status: 'unknown_previous_turn' }
  | DecisionRefusal;

export type CreatedTurn = {
  status: 'created';
  key: TurnKey;
  runId: string;
  previousTurnId: string | null;
  createdAt: Date;
};

type SessionRow = {
  agent_name: string;
  agent_version: number | null;
  model_name: string;
  running_turn_id: string | null;
  previous_turn_id: string | null;
};

/**
 * Starts a turn, or says why not, in one transaction that holds the session's row: two racing requests are served one
 * after the other, and nothing is stored when the answer is no.
 */
export function createTurn(scope: Scope, turn: NewTurn): Promise<CreatedTurn | TurnRefusal> {
  return poolTransaction(scope.database.pool, async (client) => {
    const session = await lockSession(client, scope.organisationId, turn);
    if (!session) return { status: 'no_session' };
    if (turn.previousTurnId !== 'auto' && !session.previous_turn_id)
      return { status: 'unknown_previous_turn' };
    const calls = await callsOf(client, scope.organisationId, turn);
    // Everything that can be refused is refused before a running turn is asked to give way.
    const match = turn.decisions && matchDecisions(calls, turn.decisions, continuedTurn(turn));
    if (match && match.status !== 'matched') return match;
    if (session.running_turn_id) return { status: 'running', turnId: session.running_turn_id };
    if (!match) {
      const waiting = calls.filter(isWaiting);
      if (waiting.length > 0) return { status: 'pending', calls: waiting };
      if (calls.length > 0) await closeExpiredCalls(client, scope.organisationId, turn.sessionId);
      return insertTurn(client, scope.organisationId, turn, session);
    }
    const place = { organisationId: scope.organisationId, sessionId: turn.sessionId };
    await storeDecisions(client, place, match.decided, turn.actor);
    return insertTurn(
      client,
      scope.organisationId,
      turn,
      { ...session, previous_turn_id: match.turnId },
      match.runId,
    );
  });
}

/** The turn whose calls may be decided: the one that is named, or any. */
function continuedTurn(turn: NewTurn): string | undefined {
  return turn.previousTurnId === 'auto' ? undefined : turn.previousTurnId;
}

async function lockSession(
  client: PoolClient,
  organisationId: string,
  turn: NewTurn,
): Promise<SessionRow | undefined> {
  const lock = await client.query({
    name: 'lock-session',
    text: 'SELECT 1 FROM session WHERE organisation_id = $1 AND id = $2 FOR UPDATE',
    values: [organisationId, turn.sessionId],
  });
  if (lock.rowCount === 0) return undefined;
  // A second statement, because the first one's view of other tables is older than its lock.
  const { rows } = await client.query<SessionRow>({
    name: 'read-locked-session',
    text: `SELECT s.agent_name, s.agent_version, s.manifest -> 'model' ->> 'name' AS model_name,
        (SELECT id FROM turn t WHERE t.organisation_id = s.organisation_id AND t.session_id = s.id AND t.status = 'running' LIMIT 1) AS running_turn_id,
        CASE WHEN $3 = 'auto'
          THEN (SELECT id FROM turn t WHERE t.organisation_id = s.organisation_id AND t.session_id = s.id ORDER BY created_at DESC, id DESC LIMIT 1)
          ELSE (SELECT id FROM turn t WHERE t.organisation_id = s.organisation_id AND t.session_id = s.id AND t.id = NULLIF($3, 'auto')::uuid)
        END AS previous_turn_id
      FROM session s WHERE s.organisation_id = $1 AND s.id = $2`,
    values: [organisationId, turn.sessionId, turn.previousTurnId],
  });
  return rows[0];
}

async function callsOf(client: PoolClient, organisationId: string, turn: NewTurn): Promise<WaitingCall[]> {
  const { rows } = await client.query<CallRow & { is_expired: boolean }>({
    name: 'waiting-calls',
    text: `SELECT *, COALESCE(expires_at < now(), false) AS is_expired FROM tool_call
      WHERE organisation_id = $1 AND session_id = $2 AND gate IS NOT NULL
        AND (state IN ('gated', 'outcome_unknown') OR id = ANY($3::text[]))`,
    values: [organisationId, turn.sessionId, (turn.decisions ?? []).map((decision) => decision.toolCallId)],
  });
  return rows.map((row) => ({ ...toStoredCall(row), isExpired: row.is_expired }));
}

async function insertTurn(
  client: PoolClient,
  organisationId: string,
  turn: NewTurn,
  session: SessionRow,
  resumedRunId?: string,
): Promise<CreatedTurn> {
  const turnId = newTurnId();
  const runId = resumedRunId ?? newId('run');
  const created = {
    session_id: turn.sessionId,
    previous_turn_id: session.previous_turn_id,
    run_id: runId,
    status: 'running',
  };
  const run = resumedRunId
    ? `UPDATE run SET status = 'running', ended_at = NULL, turn_count = turn_count + 1 FROM turn_row
         WHERE run.organisation_id = turn_row.organisation_id AND run.id = turn_row.run_id`
    : `INSERT INTO run (organisation_id, id, session_id, title, agent_name, model_name, origin, agent_version, status, started_at, created_by)
         SELECT organisation_id, run_id, session_id, $10, $12, $13, $14, $15::int, 'running', created_at, created_by FROM turn_row`;
  const runValues = [session.agent_name, session.model_name, turn.origin, session.agent_version];
  const { rows } = await client.query<{ created_at: Date }>({
    name: resumedRunId ? 'insert-turn-resume' : 'insert-turn',
    text: `WITH turn_row AS (
        INSERT INTO turn (organisation_id, id, session_id, previous_turn_id, run_id, status, input, owner, fence, lease_expires_at, created_by, created_at)
        VALUES ($1, $2, $3, $4, $5, 'running', $6::jsonb, $7, 1, clock_timestamp() + $8::int * interval '1 millisecond', $9, clock_timestamp())
        RETURNING organisation_id, id, run_id, session_id, created_at, created_by
      ), event_row AS (
        INSERT INTO event (organisation_id, turn_id, sequence_id, type, payload)
        SELECT organisation_id, id, 1, 'turn.created', $11::jsonb FROM turn_row
      ), run_row AS (${run}), title_row AS (
        UPDATE session s SET title = COALESCE(s.title, NULLIF($10, '')), updated_at = turn_row.created_at FROM turn_row
        WHERE s.organisation_id = turn_row.organisation_id AND s.id = turn_row.session_id
      )
      SELECT created_at FROM turn_row`,
    values: [
      organisationId,
      turnId,
      turn.sessionId,
      session.previous_turn_id,
      runId,
      jsonbText(turn.input),
      turn.runner.owner,
      turn.runner.leaseMs,
      turn.actor.id,
      turn.title,
      jsonbText(created),
      ...(resumedRunId ? [] : runValues),
    ],
  });
  const row = rows[0];
  if (!row) throw new Error('The turn was not stored although its statement succeeded.');
  const key = { organisationId, turnId, fence: 1 };
  return {
    status: 'created',
    key,
    runId,
    previousTurnId: session.previous_turn_id,
    createdAt: row.created_at,
  };
}
