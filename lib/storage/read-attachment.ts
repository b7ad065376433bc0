import type { Scope } from './scope';

/** Every piece but the last has this size, so that a range finds its first piece by division. */
export const attachmentChunkBytes = 1_048_576;

/** The content of a file as one buffer, for a model call; larger ones than that are not read at all. */
export async function readAttachment(
  scope: Scope,
  digest: string,
  maxBytes: number,
): Promise<Uint8Array | 'too_large' | undefined> {
  const { rows } = await scope.database.pool.query<{ size_bytes: number; content: Buffer | null }>({
    name: 'read-attachment',
    text: `SELECT a.size_bytes, c.content FROM attachment a
      LEFT JOIN attachment_chunk c ON c.organisation_id = a.organisation_id AND c.blob_id = a.blob_id AND a.size_bytes <= $3
      WHERE a.organisation_id = $1 AND a.digest = $2 ORDER BY c.position`,
    values: [scope.organisationId, digest, maxBytes],
  });
  const [first] = rows;
  if (!first) return undefined;
  if (first.size_bytes > maxBytes) return 'too_large';
  return Buffer.concat(rows.flatMap((row) => row.content ?? []));
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
