import type { AgentManifest } from '@/lib/contract/agent-manifest';
import { apiPaths } from '@/lib/contract/api-paths';
import type { FilePart } from '@/lib/contract/turn';
import { AppError } from '@/lib/platform/app-error';
import { fileLabel } from '@/lib/platform/file-label';
import { sniffMediaType } from '@/lib/platform/sniff-media-type';
import { createBlobWriter } from '@/lib/storage/attachments';
import {
  addSessionFile,
  findSessionFile,
  markFileUsed,
  type SessionFileRecord,
} from '@/lib/storage/session-files';
import type { FeatureContext } from '../feature-context';
import { requireImage } from './session-files';

type MessageSession = { id: string; manifest: AgentManifest };

/** A file of a message as its echo shows it: stored once, by name, type, size and link, without its bytes. */
export async function messageFile(context: FeatureContext, session: MessageSession, file: FilePart['file']) {
  const stored =
    'upload_id' in file
      ? await uploadedFile(context, session, file)
      : await fileFromData(context, session, file);
  return {
    filename: file.filename ?? stored.path,
    media_type: stored.mediaType,
    size_bytes: stored.sizeBytes,
    digest: stored.digest,
    url: apiPaths.attachment(session.id, stored.digest),
  };
}

async function uploadedFile(
  context: FeatureContext,
  session: MessageSession,
  { upload_id: id }: { upload_id: string },
): Promise<SessionFileRecord> {
  const file = await findSessionFile(context.scope, session.id, { id });
  if (!file) {
    const message = `This session has no upload "${id}". Upload the file to this session first; an upload that no message names is kept for a day.`;
    throw new AppError('unprocessable', message, { param: 'input' });
  }
  await requireReader(context, session, file.path);
  await markFileUsed(context.scope, file.id);
  return file;
}

async function fileFromData(
  context: FeatureContext,
  session: MessageSession,
  file: { filename: string; file_data: string },
): Promise<SessionFileRecord> {
  const content = Buffer.from(file.file_data.slice(file.file_data.indexOf(',') + 1), 'base64');
  const filename = fileLabel(file.filename);
  const mediaType = requireImage(filename, sniffMediaType(content));
  await requireReader(context, session, filename);
  const writer = createBlobWriter(context.scope);
  await writer.write(content);
  const blob = await writer.finish();
  const createdBy = context.principal.userId;
  return addSessionFile(context.scope, blob, {
    sessionId: session.id,
    filename,
    mediaType,
    source: 'message',
    createdBy,
  });
}

async function requireReader(
  context: FeatureContext,
  session: MessageSession,
  filename: string,
): Promise<void> {
  const model = session.manifest.model.name;
  const info = await context.harness.models.describe(context.scope.organisationId, model);
  if (!info || info.modalities.includes('image')) return;
  throw new AppError(
    'unprocessable',
    `The model "${model}" does not read images. Choose one that does, or leave "${filename}" out.`,
    { param: 'input' },
  );
}
