import { newId } from '@/lib/platform/ids';
import type { PoolClient } from 'pg';
import { keepBlob, type Blob } from './attachments';
import { exceededQuota, type ExceededQuota } from './file-quota';
import { lockSession } from './lock-session';
import { decodeCursor, encodeCursor, type PageRequest, type StoredPage } from './page-cursor';
import { poolTransaction } from './pool-transaction';
import type { Scope } from './scope';

export type SessionFileRecord = {
  id: string;
  sessionId: string;
  /** Where it is found in the session. A label: nothing on a disk is called so. */
  path: string;
  digest: string;
  mediaType: string;
  sizeBytes: number;
  source: 'upload' | 'message';
  createdAt: Date;
  createdBy: string;
};

type FileRow = {
  id: string;
  session_id: string;
  path: string;
  digest: string;
  media_type: string;
  size_bytes: number;
  source: SessionFileRecord['source'];
  created_at: Date;
  created_by: string;
};

export type NewSessionFile = {
  sessionId: string;
  filename: string;
  mediaType: string;
  source: SessionFileRecord['source'];
  createdBy: string;
};

const columns =
  'f.id, f.session_id, f.path, f.digest, a.media_type, a.size_bytes, f.source, f.created_at, f.created_by';
const joined = `session_file f JOIN attachment a ON a.organisation_id = f.organisation_id AND a.digest = f.digest`;

/**
 * Adds an upload to a session that has room for it. The session's row is held: what is added while it is deleted would
 * stay for ever.
 */
export function addSessionFile(
  scope: Scope,
  blob: Blob,
  { organisationBytesMax, ...file }: NewSessionFile & { organisationBytesMax: number },
): Promise<SessionFileRecord | { refused: 'no_session' | ExceededQuota }> {
  const { organisationId } = scope;
  const at = { organisationId, sessionId: file.sessionId };
  return poolTransaction(scope.database.pool, async (client) => {
    if (!(await lockSession(client, at))) return { refused: 'no_session' };
    const quota = await exceededQuota(client, at, { count: 1, bytes: blob.sizeBytes, organisationBytesMax });
    return quota ? { refused: quota } : nameFile(client, organisationId, blob, file);
  });
}

/**
 * Gives a blob a name in a session whose row is held: its own, or with a number when another content has it. The same
 * file again is the same entry.
 */
export async function nameFile(
  client: PoolClient,
  organisationId: string,
  blob: Blob,
  file: NewSessionFile,
): Promise<SessionFileRecord> {
  const stored = await keepBlob(client, organisationId, { ...blob, mediaType: file.mediaType });
  for (let number = 1; ; number += 1) {
    const path = numbered(file.filename, number);
    const row = await insertFile(client, organisationId, { ...file, path, digest: blob.digest });
    if (row)
      return toRecord({
        ...row,
        digest: stored.digest,
        media_type: stored.mediaType,
        size_bytes: stored.sizeBytes,
      });
  }
}

type InsertedRow = Omit<FileRow, 'digest' | 'media_type' | 'size_bytes'>;

async function insertFile(
  client: PoolClient,
  organisationId: string,
  file: NewSessionFile & { path: string; digest: string },
): Promise<InsertedRow | undefined> {
  // A file that comes inside a message is in use at once; a later message may also name an upload again.
  const { rows } = await client.query<InsertedRow>({
    name: 'insert-session-file',
    text: `INSERT INTO session_file AS f (organisation_id, id, session_id, path, digest, source, created_by, used_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $6 = 'message' THEN clock_timestamp() END)
      ON CONFLICT (organisation_id, session_id, path) DO UPDATE
        SET created_at = clock_timestamp(), used_at = COALESCE(f.used_at, EXCLUDED.used_at) WHERE f.digest = EXCLUDED.digest
      RETURNING f.id, f.session_id, f.path, f.source, f.created_at, f.created_by`,
    values: [
      organisationId,
      newId('file'),
      file.sessionId,
      file.path,
      file.digest,
      file.source,
      file.createdBy,
    ],
  });
  return rows[0];
}

function numbered(filename: string, number: number): string {
  if (number === 1) return filename;
  const dot = filename.lastIndexOf('.');
  return dot > 0 ? `${filename.slice(0, dot)} (${number})${filename.slice(dot)}` : `${filename} (${number})`;
}

type FileKey = { id: string } | { path: string } | { digest: string };

/** A file of a session by its id, its path or its content. */
export async function findSessionFile(
  scope: Scope,
  sessionId: string,
  key: FileKey,
): Promise<SessionFileRecord | undefined> {
  const [column, value] =
    'id' in key ? ['id', key.id] : 'path' in key ? ['path', key.path] : ['digest', key.digest];
  const { rows } = await scope.database.pool.query<FileRow>({
    name: `find-session-file-${column}`,
    text: `SELECT ${columns} FROM ${joined} WHERE f.organisation_id = $1 AND f.session_id = $2 AND f.${column} = $3 LIMIT 1`,
    values: [scope.organisationId, sessionId, value],
  });
  return rows[0] && toRecord(rows[0]);
}

/** Files of a session, newest first. */
export async function listSessionFiles(
  scope: Scope,
  sessionId: string,
  request: PageRequest,
): Promise<StoredPage<SessionFileRecord>> {
  const after = request.pageToken === undefined ? null : decodeCursor(request.pageToken);
  const { rows } = await scope.database.pool.query<FileRow>(
    `SELECT ${columns} FROM ${joined} WHERE f.organisation_id = $1 AND f.session_id = $2 AND ($3::text IS NULL OR f.id < $3)
     ORDER BY f.id DESC LIMIT $4`,
    [scope.organisationId, sessionId, after, request.limit + 1],
  );
  const kept = rows.slice(0, request.limit).map(toRecord);
  const last = kept.at(-1);
  return {
    rows: kept,
    nextPageToken: rows.length > request.limit && last ? encodeCursor(last.id) : undefined,
  };
}

/** Removes an upload that no message has named; false when there is none or when it is in use. */
export async function deleteUnusedFile(scope: Scope, id: string): Promise<boolean> {
  const { rowCount } = await scope.database.pool.query(
    'DELETE FROM session_file WHERE organisation_id = $1 AND id = $2 AND used_at IS NULL',
    [scope.organisationId, id],
  );
  return rowCount === 1;
}

function toRecord(row: FileRow): SessionFileRecord {
  return {
    id: row.id,
    sessionId: row.session_id,
    path: row.path,
    digest: row.digest,
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    source: row.source,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
