import { noUsage } from '@/lib/contract/usage';
import type { LogEvent, TurnDone } from '@/lib/contract/log-event';
import type { Pool, PoolClient } from 'pg';
import { jsonbText } from './jsonb-text';

type Which = {
  organisationId: string;
  reason: 'client-cancelled' | 'cancelled-for-next-turn';
  sessionId?: string | undefined;
  turnId?: string | undefined;
  createdBy?: string | undefined;
};

/** A queued turn's log holds its creation and nothing else. */
const doneSequenceId = 2;

/**
 * Ends queued turns, of a session, of a person or a single one, before they began. Answers their last events, for
 * those who follow them.
 */
export async function endQueuedTurns(client: Pool | PoolClient, which: Which): Promise<LogEvent[]> {
  const done: TurnDone = {
    status: 'cancelled',
    cancellation_reason: which.reason,
    output: [],
    usage: noUsage,
  };
  const { rows } = await client.query<{ id: string; created_at: Date }>({
    name: 'end-queued-turns',
    // In the order in which everybody takes turns' rows, so that two who want the same ones do not block each other.
    text: `WITH held AS (
        SELECT id FROM turn
        WHERE organisation_id = $1 AND status = 'queued' AND ($3::text IS NULL OR session_id = $3)
          AND ($4::uuid IS NULL OR id = $4) AND ($5::text IS NULL OR created_by = $5)
        ORDER BY id FOR UPDATE
      ), ended AS (
        UPDATE turn SET status = 'cancelled', output = '[]'::jsonb, cancellation_reason = $2, ended_at = clock_timestamp()
        WHERE organisation_id = $1 AND status = 'queued' AND id IN (SELECT id FROM held)
        RETURNING organisation_id, id, run_id, ended_at
      ), event_row AS (
        INSERT INTO event (organisation_id, turn_id, sequence_id, type, payload)
        SELECT organisation_id, id, ${doneSequenceId}, 'turn.done', $6::jsonb FROM ended
      ), run_row AS (
        UPDATE run r SET status = 'cancelled', ended_at = ended.ended_at FROM ended
        WHERE r.organisation_id = ended.organisation_id AND r.id = ended.run_id
      )
      -- The time that the event has in the log, which is the transaction's.
      SELECT id, now() AS created_at FROM ended`,
    values: [
      which.organisationId,
      which.reason,
      which.sessionId ?? null,
      which.turnId ?? null,
      which.createdBy ?? null,
      jsonbText(done),
    ],
  });
  return rows.map((row) => ({
    type: 'turn.done',
    payload: done,
    turn_id: row.id,
    sequence_id: doneSequenceId,
    created_at: row.created_at.toISOString(),
  }));
}
