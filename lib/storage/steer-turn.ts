import type { UserMessageEcho } from '@/lib/contract/user-message-echo';
import type { Pool, PoolClient } from 'pg';
import type { TurnKey } from './event-log-port';
import type { TurnRecord } from './insert-turn';
import { jsonbText } from './jsonb-text';
import type { SteeredMessage } from './turn-store-port';

export type Steered = { number: number; afterSequenceId: number };

/**
 * Adds a message to a turn that runs. The count on the turn's row is what the turn's end is held against, so that a
 * message is either in the log before that or not accepted at all. Undefined: the turn has just ended.
 */
export async function steerTurn(
  client: PoolClient,
  at: { organisationId: string; turnId: string },
  turn: TurnRecord,
): Promise<Steered | undefined> {
  const { rows } = await client.query<{ number: number; after_sequence_id: number }>({
    name: 'steer-turn',
    text: `WITH joined AS (
        UPDATE turn SET steer_count = steer_count + 1
        WHERE organisation_id = $1 AND id = $2 AND status = 'running'
        RETURNING organisation_id, id, session_id, steer_count
      ), touched AS (
        UPDATE session s SET updated_at = clock_timestamp() FROM joined
        WHERE s.organisation_id = joined.organisation_id AND s.id = joined.session_id
      ), message AS (
        INSERT INTO turn_steer (organisation_id, turn_id, number, input, created_by)
        SELECT organisation_id, id, steer_count, $3::jsonb, $4 FROM joined
      )
      SELECT steer_count AS number, (SELECT COALESCE(max(e.sequence_id), 0) FROM event e
        WHERE e.organisation_id = joined.organisation_id AND e.turn_id = joined.id) AS after_sequence_id FROM joined`,
    values: [at.organisationId, at.turnId, jsonbText(turn.input), turn.actor.id],
  });
  const row = rows[0];
  return row && { number: row.number, afterSequenceId: row.after_sequence_id };
}

/** Messages that joined a turn after the one with this number, in order; none for a turn that is another's by now. */
export async function readSteers(pool: Pool, key: TurnKey, afterNumber: number): Promise<SteeredMessage[]> {
  const { rows } = await pool.query<{ number: number; input: UserMessageEcho[]; created_by: string }>({
    name: 'read-steers',
    text: `SELECT m.number, m.input, m.created_by FROM turn_steer m
      JOIN turn t ON t.organisation_id = m.organisation_id AND t.id = m.turn_id
      WHERE m.organisation_id = $1 AND m.turn_id = $2 AND t.fence = $3 AND m.number > $4 ORDER BY m.number`,
    values: [key.organisationId, key.turnId, key.fence, afterNumber],
  });
  return rows.map((row) => ({ number: row.number, input: row.input, createdBy: row.created_by }));
}
