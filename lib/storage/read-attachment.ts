import type { Scope } from './scope';
import type { StoredAttachment } from './attachments';

/** Every piece but the last has this size, so that a range finds its first piece by division. */
export const attachmentChunkBytes = 1_048_576;

/** The content of a file as one buffer, for a model call. */
export async function readAttachment(
  scope: Scope,
  digest: string,
): Promise<(StoredAttachment & { content: Uint8Array }) | undefined> {
  const { rows } = await scope.database.pool.query<{
    media_type: string;
    size_bytes: number;
    content: Buffer | null;
  }>({
    name: 'read-attachment',
    text: `SELECT a.media_type, a.size_bytes, c.content FROM attachment a
      LEFT JOIN attachment_chunk c ON c.organisation_id = a.organisation_id AND c.blob_id = a.blob_id
      WHERE a.organisation_id = $1 AND a.digest = $2 ORDER BY c.position`,
    values: [scope.organisationId, digest],
  });
  const [first] = rows;
  if (!first) return undefined;
  const content = Buffer.concat(rows.flatMap((row) => row.content ?? []));
  return { digest, mediaType: first.media_type, sizeBytes: first.size_bytes, content };
}

/** Bytes `start` to `end`, the last included, a piece at a time: a slow reader holds one piece. */
export async function* streamAttachment(
  scope: Scope,
  digest: string,
  range: { start: number; end: number },
): AsyncGenerator<Uint8Array> {
  const first = Math.floor(range.start / attachmentChunkBytes);
  const last = Math.floor(range.end / attachmentChunkBytes);
  for (let position = first; position <= last; position += 1) {
    const { rows } = await scope.database.pool.query<{ content: Buffer }>({
      name: 'read-attachment-chunk',
      text: `SELECT c.content FROM attachment a
        JOIN attachment_chunk c ON c.organisation_id = a.organisation_id AND c.blob_id = a.blob_id
        WHERE a.organisation_id = $1 AND a.digest = $2 AND c.position = $3`,
      values: [scope.organisationId, digest, position],
    });
    const [row] = rows;
    if (!row) throw new Error(`Piece ${position} of the file ${digest} is missing.`);
    const from = position === first ? range.start - position * attachmentChunkBytes : 0;
    const to = position === last ? range.end - position * attachmentChunkBytes + 1 : row.content.length;
    yield row.content.subarray(from, to);
  }
}
