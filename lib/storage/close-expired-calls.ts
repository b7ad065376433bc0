import type { PoolClient } from 'pg';

/** Refuses the calls of a session that expired or were withdrawn, and ends the steps and runs that waited for them. */
export async function closeExpiredCalls(
  client: PoolClient,
  organisationId: string,
  sessionId: string,
): Promise<void> {
  await client.query({
    name: 'close-expired-calls',
    text: `WITH over AS (
        UPDATE tool_call SET state = 'refused', settled_at = clock_timestamp()
        WHERE organisation_id = $1 AND session_id = $2 AND state IN ('gated', 'outcome_unknown') AND decision IS NULL
        RETURNING step_id, withdrawn_at
      ), steps AS (
        UPDATE step s SET status = CASE WHEN over.withdrawn_at IS NULL THEN 'expired' ELSE 'cancelled' END, ended_at = clock_timestamp()
        FROM over WHERE s.organisation_id = $1 AND s.id = over.step_id
      )
      UPDATE run SET status = 'cancelled', ended_at = clock_timestamp()
      WHERE organisation_id = $1 AND session_id = $2 AND status = 'waiting'`,
    values: [organisationId, sessionId],
  });
}
