import type { Pool } from 'pg';

/** Closes calls whose time to be decided is over, in every session, with the steps and runs that waited for them. */
export async function closeOverdueCalls(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query({
    name: 'close-overdue-calls',
    text: `WITH over AS (
        UPDATE tool_call SET state = 'refused', settled_at = clock_timestamp()
        WHERE gate IS NOT NULL AND state IN ('gated', 'outcome_unknown') AND decision IS NULL AND expires_at < now()
        RETURNING organisation_id, run_id, step_id, withdrawn_at
      ), steps AS (
        UPDATE step s SET status = 'expired', ended_at = clock_timestamp() FROM over
        WHERE s.organisation_id = over.organisation_id AND s.id = over.step_id AND over.withdrawn_at IS NULL
      ), runs AS (
        UPDATE run r SET status = 'cancelled', ended_at = clock_timestamp() FROM over
        WHERE r.organisation_id = over.organisation_id AND r.id = over.run_id AND r.status = 'waiting'
      )
      SELECT step_id FROM over`,
  });
  return rowCount ?? 0;
}
