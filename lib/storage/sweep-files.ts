import type { Pool } from 'pg';

/** An upload waits this long for a message that names it. */
export const unusedUploadMs = 24 * 60 * 60 * 1000;
/** Content is given a name in the same transaction, so this only has to be longer than one. */
const unnamedMs = 10 * 60 * 1000;
/** Longer than any upload may take: pieces this old without a digest were left by one that broke off. */
const brokenOffMs = 60 * 60 * 1000;

/** Removes uploads that nobody used, content that no session has a name for, and pieces of uploads that broke off. */
export async function sweepFiles(pool: Pool): Promise<{ files: number; attachments: number }> {
  const files = await pool.query(
    `DELETE FROM session_file WHERE used_at IS NULL AND created_at < now() - $1::bigint * interval '1 millisecond'`,
    [unusedUploadMs],
  );
  // A row that is touched meanwhile is checked again after its lock and stays.
  const attachments = await pool.query<{ digest: string }>(
    `WITH gone AS (
       DELETE FROM attachment a WHERE a.touched_at < now() - $1::bigint * interval '1 millisecond'
         AND NOT EXISTS (SELECT 1 FROM session_file f WHERE f.organisation_id = a.organisation_id AND f.digest = a.digest)
       RETURNING a.organisation_id, a.blob_id, a.digest
     ), pieces AS (
       DELETE FROM attachment_chunk c USING gone WHERE c.organisation_id = gone.organisation_id AND c.blob_id = gone.blob_id
     )
     SELECT digest FROM gone`,
    [unnamedMs],
  );
  await pool.query(
    `DELETE FROM attachment_chunk c WHERE c.created_at < now() - $1::bigint * interval '1 millisecond'
       AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.organisation_id = c.organisation_id AND a.blob_id = c.blob_id)`,
    [brokenOffMs],
  );
  return { files: files.rowCount ?? 0, attachments: attachments.rows.length };
}
