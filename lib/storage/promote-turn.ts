import type { LogEvent } from '@/lib/contract/log-event';
import type { Pool, PoolClient } from 'pg';
import { closeExpiredCalls } from './close-expired-calls';
import { jsonbText } from './jsonb-text';
import { lockSession } from './lock-session';
import { poolTransaction } from './pool-transaction';
import type { PromotedTurn, SessionKey, TurnOwner } from './turn-store-port';

/** Follows the creation in a queued turn's log, which holds nothing else. */
const startedSequenceId = 2;

// What keeps the turns queued in session `q` where they are: a turn that runs, or a call that waits for somebody.
const isFree = `NOT EXISTS (SELECT 1 FROM turn r WHERE r.organisation_id = q.organisation_id AND r.session_id = q.session_id AND r.status = 'running')
  AND NOT EXISTS (SELECT 1 FROM tool_call c WHERE c.organisation_id = q.organisation_id AND c.session_id = q.session_id
    AND c.gate IS NOT NULL AND c.state IN ('gated', 'outcome_unknown') AND c.decision IS NULL AND c.withdrawn_at IS NULL
    AND c.expires_at > clock_timestamp())`;

/**
 * Starts the oldest queued turn of a session for `owner`, unless a turn runs or calls wait for somebody. The session's
 * row is held, so that of several who try exactly one starts it.
 */
export function promoteTurn(
  pool: Pool,
  session: SessionKey,
  owner: TurnOwner,
): Promise<PromotedTurn | undefined> {
  return poolTransaction(pool, async (client) => {
    if (!(await lockSession(client, session))) return undefined;
    const next = await oldestQueued(client, session);
    if (!next) return undefined;
    // None waits any more, so what is still open has expired or was withdrawn.
    await closeExpiredCalls(client, session.organisationId, session.sessionId);
    return start(client, session, { ...next, owner });
  });
}

/** Sessions whose oldest queued turn could start now: what the sweep looks for. */
export async function findPromotable(pool: Pool, limit: number): Promise<SessionKey[]> {
  const { rows } = await pool.query<{ organisation_id: string; session_id: string }>({
    name: 'find-promotable',
    // In no order, so that sessions that cannot go on for some reason do not keep the others out for good.
    text: `SELECT organisation_id, session_id FROM turn q WHERE status = 'queued' AND ${isFree}
      GROUP BY organisation_id, session_id ORDER BY random() LIMIT $1`,
    values: [limit],
  });
  return rows.map((row) => ({ organisationId: row.organisation_id, sessionId: row.session_id }));
}

type QueuedRow = { id: string; previous_turn_id: string | null; has_queued: boolean };

async function oldestQueued(client: PoolClient, session: SessionKey): Promise<QueuedRow | undefined> {
  const { rows } = await client.query<QueuedRow>({
    name: 'oldest-queued',
    text: `SELECT q.id, count(*) OVER () > 1 AS has_queued,
        CASE WHEN q.follows_latest
          THEN (SELECT t.id FROM turn t WHERE t.organisation_id = q.organisation_id AND t.session_id = q.session_id AND t.started_at IS NOT NULL
            ORDER BY t.started_at DESC, t.id DESC LIMIT 1)
          ELSE q.previous_turn_id
        END AS previous_turn_id
      FROM turn q WHERE q.organisation_id = $1 AND q.session_id = $2 AND q.status = 'queued' AND ${isFree}
      ORDER BY q.created_at, q.id LIMIT 1`,
    values: [session.organisationId, session.sessionId],
  });
  return rows[0];
}

async function start(
  client: PoolClient,
  session: SessionKey,
  next: QueuedRow & { owner: TurnOwner },
): Promise<PromotedTurn | undefined> {
  const payload = { previous_turn_id: next.previous_turn_id };
  const { rows } = await client.query<{ created_at: Date }>({
    name: 'promote-turn',
    // Whoever ends a person's turns does not hold the session's row: the state is looked at again.
    text: `WITH started AS (
        UPDATE turn SET status = 'running', previous_turn_id = $3, has_queued = $4, owner = $5, fence = 1,
          lease_expires_at = clock_timestamp() + $6::int * interval '1 millisecond', started_at = clock_timestamp()
        WHERE organisation_id = $1 AND id = $2 AND status = 'queued'
        RETURNING organisation_id, id, run_id, session_id, started_at
      ), event_row AS (
        INSERT INTO event (organisation_id, turn_id, sequence_id, type, payload)
        SELECT organisation_id, id, ${startedSequenceId}, 'turn.started', $7::jsonb FROM started
      ), run_row AS (
        UPDATE run r SET status = 'running', started_at = started.started_at FROM started
        WHERE r.organisation_id = started.organisation_id AND r.id = started.run_id
      ), session_row AS (
        UPDATE session s SET updated_at = started.started_at FROM started
        WHERE s.organisation_id = started.organisation_id AND s.id = started.session_id
      )
      -- The time that the event has in the log, which is the transaction's.
      SELECT now() AS created_at FROM started`,
    values: [
      session.organisationId,
      next.id,
      next.previous_turn_id,
      next.has_queued,
      next.owner.owner,
      next.owner.leaseMs,
      jsonbText(payload),
    ],
  });
  const row = rows[0];
  if (!row) return undefined;
  const started: LogEvent = {
    type: 'turn.started',
    payload,
    turn_id: next.id,
    sequence_id: startedSequenceId,
    created_at: row.created_at.toISOString(),
  };
  return { key: { organisationId: session.organisationId, turnId: next.id, fence: 1 }, started };
}
