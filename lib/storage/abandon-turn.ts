import type { Pool } from 'pg';
import type { TurnKey } from './event-log-port';
import { jsonbText } from './jsonb-text';
import type { SessionKey } from './turn-store-port';

const noUsage = {
  input_tokens: 0,
  output_tokens: 0,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  reasoning_tokens: 0,
  cost_usd: 0,
};

/**
 * Ends a turn that cannot be run or even read: an error with a sentence, and the context of the turn before it, so
 * that the session goes on from there. Answers the session when another turn is queued in it.
 */
export async function abandonTurn(
  pool: Pool,
  key: TurnKey,
  ending: { code: string; message: string },
): Promise<SessionKey | undefined> {
  const done = { status: 'error', code: ending.code, message: ending.message, output: [], usage: noUsage };
  const { rows } = await pool.query<{ session_id: string; has_queued: boolean }>({
    name: 'abandon-turn',
    text: `WITH ended AS (
        UPDATE turn t SET status = 'error', output = '[]'::jsonb, error_code = $4, error_message = $5,
          snapshot = (SELECT p.snapshot FROM turn p WHERE p.organisation_id = t.organisation_id AND p.id = t.previous_turn_id),
          ended_at = clock_timestamp(), lease_expires_at = NULL
        WHERE t.organisation_id = $1 AND t.id = $2 AND t.fence = $3 AND t.status = 'running'
        RETURNING t.organisation_id, t.id, t.run_id, t.session_id, t.has_queued, t.ended_at
      ), event_row AS (
        INSERT INTO event (organisation_id, turn_id, sequence_id, type, payload)
        SELECT organisation_id, id, (SELECT COALESCE(max(e.sequence_id), 0) + 1 FROM event e
          WHERE e.organisation_id = ended.organisation_id AND e.turn_id = ended.id), 'turn.done', $6::jsonb FROM ended
      ), run_row AS (
        UPDATE run r SET status = 'error', ended_at = ended.ended_at FROM ended
        WHERE r.organisation_id = ended.organisation_id AND r.id = ended.run_id
      )
      SELECT session_id, has_queued FROM ended`,
    values: [key.organisationId, key.turnId, key.fence, ending.code, ending.message, jsonbText(done)],
  });
  const row = rows[0];
  return row?.has_queued ? { organisationId: key.organisationId, sessionId: row.session_id } : undefined;
}
