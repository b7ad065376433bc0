import type { Pool } from 'pg';

/**
 * The snapshots of a turn and of those that each builds on, the one that stands alone first. A snapshot names its own
 * parent: an abandoned turn takes over the one of the turn before it, and with that its parent.
 */
export async function readSnapshots(
  pool: Pool,
  { organisationId, turnId }: { organisationId: string; turnId: string },
): Promise<unknown[]> {
  const { rows } = await pool.query<{ snapshot: unknown }>({
    name: 'read-snapshots',
    text: `WITH RECURSIVE chain AS (
        SELECT snapshot, snapshot ->> 'parent' AS parent, 0 AS depth FROM turn
        WHERE organisation_id = $1 AND id = $2 AND snapshot IS NOT NULL
        UNION ALL
        SELECT t.snapshot, t.snapshot ->> 'parent', chain.depth + 1 FROM chain
        JOIN turn t ON t.organisation_id = $1 AND t.id = chain.parent::uuid AND t.snapshot IS NOT NULL
      )
      SELECT snapshot FROM chain ORDER BY depth DESC`,
    values: [organisationId, turnId],
  });
  return rows.map((row) => row.snapshot);
}
