import type { Pool } from 'pg';

/** Live replay of an ended turn is possible this long; then its deltas go and the assembled messages stay. */
export const deltaRetentionMs = 5 * 60_000;

/** Drops deltas, and the progress of tools, of turns that ended more than five minutes ago; answers how many rows went. */
export async function dropOldDeltas(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query({
    name: 'drop-old-deltas',
    text: `DELETE FROM event e USING turn t
      WHERE e.type IN ('model.delta', 'tool.progress') AND t.organisation_id = e.organisation_id AND t.id = e.turn_id
        AND t.status <> 'running' AND t.ended_at < now() - $1::int * interval '1 millisecond'`,
    values: [deltaRetentionMs],
  });
  return rowCount ?? 0;
}
