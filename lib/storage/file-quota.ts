import type { Pool, PoolClient } from 'pg';

/** Files that one session may hold. */
export const sessionFilesMax = 1000;
/** Bytes of all files of one session. */
export const sessionBytesMax = 1_000_000_000;

export type ExceededQuota = { of: 'session_files' | 'session_bytes' | 'organisation_bytes'; max: number };

/** The limit that these files would go beyond. Content that is stored already is counted again all the same. */
export async function exceededQuota(
  client: Pool | PoolClient,
  at: { organisationId: string; sessionId: string },
  added: { count: number; bytes: number; organisationBytesMax: number },
): Promise<ExceededQuota | undefined> {
  const { rows } = await client.query<{ files: number; bytes: string; organisation_bytes: string }>({
    name: 'stored-file-sizes',
    text: `SELECT count(*)::int AS files, COALESCE(sum(a.size_bytes), 0) AS bytes,
        (SELECT COALESCE(sum(o.size_bytes), 0) FROM attachment o WHERE o.organisation_id = $1) AS organisation_bytes
      FROM session_file f JOIN attachment a ON a.organisation_id = f.organisation_id AND a.digest = f.digest
      WHERE f.organisation_id = $1 AND f.session_id = $2`,
    values: [at.organisationId, at.sessionId],
  });
  const [row] = rows;
  if (!row) return undefined;
  if (row.files + added.count > sessionFilesMax) return { of: 'session_files', max: sessionFilesMax };
  if (Number(row.bytes) + added.bytes > sessionBytesMax) return { of: 'session_bytes', max: sessionBytesMax };
  if (Number(row.organisation_bytes) + added.bytes > added.organisationBytesMax)
    return { of: 'organisation_bytes', max: added.organisationBytesMax };
  return undefined;
}
