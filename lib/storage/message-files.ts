import type { PoolClient } from 'pg';
import type { Blob } from './attachments';
import { exceededQuota, type ExceededQuota } from './file-quota';
import { nameFile } from './session-files';

/** Files of a message. Nothing of them is changed before the message is accepted. */
export type MessageFiles = {
  /** Uploads that it names. */
  uploadIds: readonly string[];
  /** Files that came inside it; their bytes are stored, and have no name so far. */
  brought: readonly { blob: Blob; filename: string; mediaType: string }[];
  /** What all files of the organisation may have together. */
  organisationBytesMax: number;
};

export type FilesRefusal =
  { status: 'unknown_upload'; ids: string[] } | { status: 'files_full'; quota: ExceededQuota };

type Place = { organisationId: string; sessionId: string };

/**
 * Why a message with these files cannot be taken; undefined when it can. Its uploads stay until the transaction ends,
 * whoever removes or sweeps them.
 */
export async function holdMessageFiles(
  client: PoolClient,
  at: Place,
  { uploadIds, brought, organisationBytesMax }: MessageFiles,
): Promise<FilesRefusal | undefined> {
  if (uploadIds.length > 0) {
    const { rows } = await client.query<{ id: string }>({
      name: 'hold-uploads',
      text: `SELECT id FROM session_file WHERE organisation_id = $1 AND session_id = $2 AND id = ANY($3::text[])
        ORDER BY id FOR UPDATE`,
      values: [at.organisationId, at.sessionId, uploadIds],
    });
    const there = new Set(rows.map(({ id }) => id));
    const ids = uploadIds.filter((id) => !there.has(id));
    if (ids.length > 0) return { status: 'unknown_upload', ids };
  }
  if (brought.length === 0) return undefined;
  const bytes = brought.reduce((sum, { blob }) => sum + blob.sizeBytes, 0);
  const quota = await exceededQuota(client, at, { count: brought.length, bytes, organisationBytesMax });
  return quota && { status: 'files_full', quota };
}

/** The message was accepted: its uploads are in use, and what it brought is part of the session. */
export async function keepMessageFiles(
  client: PoolClient,
  at: Place,
  { uploadIds, brought, createdBy }: MessageFiles & { createdBy: string },
): Promise<void> {
  if (uploadIds.length > 0)
    await client.query({
      name: 'use-uploads',
      text: `UPDATE session_file SET used_at = COALESCE(used_at, clock_timestamp())
        WHERE organisation_id = $1 AND session_id = $2 AND id = ANY($3::text[])`,
      values: [at.organisationId, at.sessionId, uploadIds],
    });
  for (const { blob, filename, mediaType } of brought)
    await nameFile(client, at.organisationId, blob, {
      sessionId: at.sessionId,
      filename,
      mediaType,
      source: 'message',
      createdBy,
    });
}
