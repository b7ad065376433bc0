import type { Pool } from 'pg';

/** Suspended people who have turns that run or are queued, and were not asked to stop. */
export async function findSuspendedWithTurns(
  pool: Pool,
): Promise<{ organisationId: string; userId: string }[]> {
  const { rows } = await pool.query<{ organisation_id: string; created_by: string }>({
    name: 'find-suspended-with-turns',
    text: `SELECT t.organisation_id, t.created_by FROM turn t JOIN app_user u ON u.id = t.created_by
        WHERE t.status = 'running' AND t.cancel_requested_at IS NULL AND u.suspended_at IS NOT NULL
      UNION
      SELECT t.organisation_id, t.created_by FROM turn t JOIN app_user u ON u.id = t.created_by
        WHERE t.status = 'queued' AND u.suspended_at IS NOT NULL`,
  });
  return rows.map((row) => ({ organisationId: row.organisation_id, userId: row.created_by }));
}
