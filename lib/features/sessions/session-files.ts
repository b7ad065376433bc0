import { apiPaths } from '@/lib/contract/api-paths';
import type { Page, PageQuery } from '@/lib/contract/pagination';
import type { SessionFile } from '@/lib/contract/session-file';
import { AppError, notFound } from '@/lib/platform/app-error';
import { fileLabel } from '@/lib/platform/file-label';
import { sniffBytes, sniffMediaType } from '@/lib/platform/sniff-media-type';
import { createBlobWriter } from '@/lib/storage/attachments';
import { exceededQuota, type ExceededQuota } from '@/lib/storage/file-quota';
import { streamAttachment } from '@/lib/storage/read-attachment';
import {
  addSessionFile,
  deleteUnusedFile,
  findSessionFile,
  listSessionFiles as readFiles,
  type SessionFileRecord,
} from '@/lib/storage/session-files';
import type { FeatureContext } from '../feature-context';
import { pageAnswer } from '../page-answer';
import { requirePermission } from '../require-permission';
import { readableSession, usableSession } from './session-access';

type Incoming = { filename: string | undefined; content: AsyncIterable<Uint8Array> };

/** Stores a file while it arrives; a message names it by its id. What cannot be used is refused by its first bytes. */
export async function uploadFile(
  context: FeatureContext,
  sessionId: string,
  open: () => Promise<Incoming>,
): Promise<SessionFile> {
  requirePermission(context.principal, 'sessions:write');
  await usableSession(context, sessionId);
  const { scope } = context;
  const { organisationFileBytesMax: organisationBytesMax } = context.env;
  // Looked at once before the bytes are taken, and again with all of them.
  const at = { organisationId: scope.organisationId, sessionId };
  const full = await exceededQuota(scope.database.pool, at, { count: 1, bytes: 1, organisationBytesMax });
  if (full) throw noRoom(full);
  const { filename: name, content } = await open();
  const filename = fileLabel(name ?? 'file');
  const writer = createBlobWriter(scope);
  try {
    let head = Buffer.alloc(0);
    for await (const bytes of content) {
      if (head.length < sniffBytes) {
        head = Buffer.concat([head, bytes]);
        if (head.length >= sniffBytes) requireImage(filename, sniffMediaType(head));
      }
      await writer.write(bytes);
    }
    if (head.length === 0)
      throw new AppError('invalid_request', `"${filename}" is empty. Send a file with content.`);
    const mediaType = requireImage(filename, sniffMediaType(head));
    const file = await addSessionFile(scope, await writer.finish(), {
      sessionId,
      filename,
      mediaType,
      source: 'upload',
      createdBy: context.principal.userId,
      organisationBytesMax,
    });
    if (!('refused' in file)) return fileAnswer(file);
    throw file.refused === 'no_session' ? notFound('session', sessionId) : noRoom(file.refused);
  } catch (error) {
    // The sweep takes what cannot be removed now.
    await writer.discard().catch(() => undefined);
    throw error;
  }
}

/** Says which limit a file would go beyond, and what makes room. */
export function noRoom({ of, max }: ExceededQuota): AppError {
  const limit = of === 'session_files' ? `${max} files` : `${max / 1_000_000_000} GB of files`;
  const message =
    of === 'organisation_bytes'
      ? `This organisation may hold ${limit}, and the file goes beyond that. Delete uploads or sessions, or ask an administrator for more room.`
      : `This session may hold ${limit}, and the file goes beyond that. Delete uploads that no message names, or start another session.`;
  return new AppError('too_large', message);
}

/** Only images can be used without a sandbox; the refusal names what would change that. */
export function requireImage(filename: string, mediaType: string): string {
  if (mediaType.startsWith('image/')) return mediaType;
  const message = `"${filename}" is not an image (its bytes say ${mediaType}). Other files need an agent with a sandbox (config.sandbox.enabled); send their text as text instead.`;
  throw new AppError('unprocessable', message, { param: 'input' });
}

/** Files of a session, newest first: uploads, and those that messages brought. */
export async function listSessionFiles(
  context: FeatureContext,
  sessionId: string,
  query: PageQuery,
): Promise<Page<SessionFile>> {
  requirePermission(context.principal, 'sessions:read');
  await readableSession(context, sessionId);
  const page = await readFiles(context.scope, sessionId, { limit: query.limit, pageToken: query.page_token });
  return pageAnswer(query.limit, { ...page, rows: page.rows.map(fileAnswer) });
}

/** A file of the session, by its path or by its content's digest, ready to be read in pieces. */
export async function openSessionFile(
  context: FeatureContext,
  sessionId: string,
  key: { path: string } | { digest: string },
) {
  requirePermission(context.principal, 'sessions:read');
  await readableSession(context, sessionId);
  const file = await findSessionFile(context.scope, sessionId, key);
  if (!file) throw new AppError('not_found', 'This session has no such file.');
  return {
    filename: file.path,
    mediaType: file.mediaType,
    sizeBytes: file.sizeBytes,
    digest: file.digest,
    read: (range: { start: number; end: number }) => streamAttachment(context.scope, file.digest, range),
  };
}

/** Removes an upload that no message names. One that is part of the conversation goes with its session. */
export async function deleteSessionFile(
  context: FeatureContext,
  sessionId: string,
  path: string,
): Promise<void> {
  requirePermission(context.principal, 'sessions:write');
  await usableSession(context, sessionId);
  const file = await findSessionFile(context.scope, sessionId, { path });
  if (!file) throw notFound('file', path);
  if (await deleteUnusedFile(context.scope, file.id)) return;
  const message = `"${path}" belongs to a message of this session. Delete the session to remove it.`;
  throw new AppError('conflict', message);
}

function fileAnswer(file: SessionFileRecord): SessionFile {
  return {
    id: file.id,
    path: file.path,
    media_type: file.mediaType,
    size_bytes: file.sizeBytes,
    digest: file.digest,
    source: file.source,
    url: apiPaths.sessionFile(file.sessionId, file.path),
    created_at: file.createdAt.toISOString(),
    created_by: file.createdBy,
  };
}
