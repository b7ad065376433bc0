import type { Pool } from 'pg';
import type { StopRequest, TurnKey } from './event-log-port';
import { jsonbText } from './jsonb-text';
import { stopRequest } from './stop-request';
import type { FinishResult, TurnFinish } from './turn-store-port';

const text = `
  WITH ended AS (
    UPDATE turn SET status = $4, output = $5::jsonb, cancellation_reason = $6, error_code = $7, error_message = $8,
      input_tokens = $9, output_tokens = $10, cache_read_tokens = $11, cache_write_tokens = $12, reasoning_tokens = $13,
      cost_usd = $14, snapshot = $15::jsonb, ended_at = clock_timestamp(), lease_expires_at = NULL
    WHERE organisation_id = $1 AND id = $2 AND fence = $3 AND status = 'running' AND steer_count = $19
      -- A stop that was acknowledged is not answered with calls that wait.
      AND ($18 <> 'waiting' OR $20 OR cancel_requested_at IS NULL)
    RETURNING organisation_id, id, run_id, session_id, has_queued, ended_at
  ), event AS (
    INSERT INTO event (organisation_id, turn_id, sequence_id, type, payload)
    SELECT organisation_id, id, $16, 'turn.done', $17::jsonb FROM ended
  ), run AS (
    UPDATE run r SET status = $18,
      step_count = (SELECT count(*) FROM step s WHERE s.organisation_id = r.organisation_id AND s.run_id = r.id),
      input_tokens = r.input_tokens + $9, output_tokens = r.output_tokens + $10,
      cache_read_tokens = r.cache_read_tokens + $11, cache_write_tokens = r.cache_write_tokens + $12,
      reasoning_tokens = r.reasoning_tokens + $13, cost_usd = r.cost_usd + $14,
      ended_at = CASE WHEN $18 = 'waiting' THEN NULL ELSE ended.ended_at END
    FROM ended WHERE r.organisation_id = ended.organisation_id AND r.id = ended.run_id
  ), session AS (
    -- Whoever holds the session's row may wait for the turn's, so this must not wait for theirs; they set the time anyway.
    UPDATE session s SET updated_at = ended.ended_at FROM ended, (
      SELECT f.organisation_id, f.id FROM session f JOIN ended e ON f.organisation_id = e.organisation_id AND f.id = e.session_id
      FOR NO KEY UPDATE OF f SKIP LOCKED
    ) AS free
    WHERE s.organisation_id = free.organisation_id AND s.id = free.id
  )
  SELECT has_queued, now() AS created_at FROM ended`;

/** Ends a turn in one statement: its row, its last event and its run; unless something was asked of it that it has not seen. */
export async function finishTurn(pool: Pool, key: TurnKey, finish: TurnFinish): Promise<FinishResult> {
  const { done, usage } = finish;
  const { rows } = await pool.query<{ has_queued: boolean; created_at: Date }>({
    name: 'finish-turn',
    text,
    values: [
      key.organisationId,
      key.turnId,
      key.fence,
      done.status,
      jsonbText(done.output),
      done.cancellation_reason ?? null,
      finish.errorCode,
      done.message ?? null,
      usage.input_tokens,
      usage.output_tokens,
      usage.cache_read_tokens,
      usage.cache_write_tokens,
      usage.reasoning_tokens,
      usage.cost_usd,
      jsonbText(finish.snapshot),
      finish.sequenceId,
      jsonbText(done),
      finish.runStatus,
      finish.steerCount,
      finish.waitsDespiteStop ?? false,
    ],
  });
  const row = rows[0];
  return row
    ? { status: 'written', hasQueued: row.has_queued, createdAt: row.created_at }
    : whyNot(pool, key, finish);
}

/** The turn did not end: it is another's by now, was to stop, or messages have joined it that its log does not have. */
async function whyNot(pool: Pool, key: TurnKey, finish: TurnFinish): Promise<FinishResult> {
  const { rows } = await pool.query<{ steer_count: number; stop_request: StopRequest | null }>({
    name: 'why-not-finished',
    text: `SELECT steer_count, ${stopRequest} AS stop_request FROM turn t WHERE organisation_id = $1 AND id = $2 AND fence = $3 AND status = 'running'`,
    values: [key.organisationId, key.turnId, key.fence],
  });
  const row = rows[0];
  if (!row) return { status: 'fenced' };
  if (row.stop_request && finish.runStatus === 'waiting' && !finish.waitsDespiteStop)
    return { status: 'stopped', reason: row.stop_request };
  return { status: 'steered', steerCount: row.steer_count };
}
