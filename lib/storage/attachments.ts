import { createHash } from 'node:crypto';
import { newId } from '@/lib/platform/ids';
import type { Pool, PoolClient } from 'pg';
import { attachmentChunkBytes } from './read-attachment';
import type { Scope } from './scope';

export type StoredAttachment = { digest: string; mediaType: string; sizeBytes: number };

/** Bytes that have arrived and have no name yet. */
export type Blob = { blobId: string; digest: string; sizeBytes: number };

/** Writes bytes in pieces as they arrive; what is never given a name is swept away later. */
export function createBlobWriter(scope: Scope) {
  const blobId = newId('blob');
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let sizeBytes = 0;
  let position = 0;

  async function flush(content: Buffer): Promise<void> {
    await scope.database.pool.query({
      name: 'insert-attachment-chunk',
      text: 'INSERT INTO attachment_chunk (organisation_id, blob_id, position, content) VALUES ($1, $2, $3, $4)',
      values: [scope.organisationId, blobId, position, content],
    });
    position += 1;
  }

  return {
    async write(bytes: Uint8Array): Promise<void> {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      hash.update(buffer);
      sizeBytes += buffer.length;
      waiting.push(buffer);
      waitingBytes += buffer.length;
      if (waitingBytes < attachmentChunkBytes) return;
      let joined = Buffer.concat(waiting);
      while (joined.length >= attachmentChunkBytes) {
        await flush(joined.subarray(0, attachmentChunkBytes));
        joined = joined.subarray(attachmentChunkBytes);
      }
      waiting = [joined];
      waitingBytes = joined.length;
    },
    async finish(): Promise<Blob> {
      if (waitingBytes > 0) await flush(Buffer.concat(waiting));
      return { blobId, digest: `sha256:${hash.digest('hex')}`, sizeBytes };
    },
    /** Removes what was written. */
    discard: () => dropBlob(scope, blobId),
  };
}

/** Removes the bytes of a blob that has no name. */
export function dropBlob(scope: Scope, blobId: string): Promise<void> {
  return dropChunks(scope.database.pool, scope.organisationId, blobId);
}

/**
 * Keeps a blob under its digest, in the caller's transaction; the same content again is the same row, and its second
 * copy goes. Touching the row keeps a sweep that runs at this moment away from it.
 */
export async function keepBlob(
  client: PoolClient,
  organisationId: string,
  blob: Blob & { mediaType: string },
): Promise<StoredAttachment> {
  const { rows } = await client.query<{ blob_id: string; media_type: string }>({
    name: 'keep-blob',
    text: `INSERT INTO attachment (organisation_id, digest, media_type, size_bytes, blob_id) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (organisation_id, digest) DO UPDATE SET touched_at = clock_timestamp() RETURNING blob_id, media_type`,
    values: [organisationId, blob.digest, blob.mediaType, blob.sizeBytes, blob.blobId],
  });
  const [row] = rows;
  if (row && row.blob_id !== blob.blobId) await dropChunks(client, organisationId, blob.blobId);
  return { digest: blob.digest, mediaType: row?.media_type ?? blob.mediaType, sizeBytes: blob.sizeBytes };
}

async function dropChunks(
  connection: Pool | PoolClient,
  organisationId: string,
  blobId: string,
): Promise<void> {
  await connection.query('DELETE FROM attachment_chunk WHERE organisation_id = $1 AND blob_id = $2', [
    organisationId,
    blobId,
  ]);
}
