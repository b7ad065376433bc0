import { createHash } from 'node:crypto';
import type { Scope } from './scope';

export type StoredAttachment = { digest: string; mediaType: string; sizeBytes: number };

/** Stores content once, by its digest; the same file again is the same row. */
export async function storeAttachment(
  scope: Scope,
  file: { mediaType: string; content: Buffer },
): Promise<StoredAttachment> {
  const digest = `sha256:${createHash('sha256').update(file.content).digest('hex')}`;
  await scope.database.pool.query(
    `INSERT INTO attachment (organisation_id, digest, media_type, size_bytes, content) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (organisation_id, digest) DO NOTHING`,
    [scope.organisationId, digest, file.mediaType, file.content.length, file.content],
  );
  return { digest, mediaType: file.mediaType, sizeBytes: file.content.length };
}

export async function readAttachment(
  scope: Scope,
  digest: string,
): Promise<(StoredAttachment & { content: Uint8Array }) | undefined> {
  const { rows } = await scope.database.pool.query<{
    media_type: string;
    size_bytes: number;
    content: Buffer;
  }>('SELECT media_type, size_bytes, content FROM attachment WHERE organisation_id = $1 AND digest = $2', [
    scope.organisationId,
    digest,
  ]);
  const row = rows[0];
  return (
    row && {
      digest,
      mediaType: row.media_type,
      sizeBytes: row.size_bytes,
      content: new Uint8Array(row.content),
    }
  );
}

/** Whether a message of the session brought this file. */
export async function isAttachedTo(scope: Scope, sessionId: string, digest: string): Promise<boolean> {
  const { rowCount } = await scope.database.pool.query(
    `SELECT 1 FROM turn WHERE organisation_id = $1 AND session_id = $2
       AND jsonb_path_exists(input, '$[*].content[*].file.digest ? (@ == $digest)', jsonb_build_object('digest', $3::text)) LIMIT 1`,
    [scope.organisationId, sessionId, digest],
  );
  return rowCount === 1;
}
