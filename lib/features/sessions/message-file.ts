import type { AgentManifest } from '@/lib/contract/agent-manifest';
import { apiPaths } from '@/lib/contract/api-paths';
import { imageLimitBytes, imagesLimitBytes } from '@/lib/contract/session-file';
import type { FilePart } from '@/lib/contract/turn';
import { AppError } from '@/lib/platform/app-error';
import { fileLabel } from '@/lib/platform/file-label';
import { sniffMediaType } from '@/lib/platform/sniff-media-type';
import { createBlobWriter, dropBlob, type Blob } from '@/lib/storage/attachments';
import type { MessageFiles } from '@/lib/storage/message-files';
import { findSessionFile } from '@/lib/storage/session-files';
import type { FeatureContext } from '../feature-context';
import { requireImage } from './session-files';

type MessageSession = { id: string; manifest: AgentManifest };
type FileContent = { filename: string; mediaType: string; sizeBytes: number; digest: string };

export type MessageFileReader = ReturnType<typeof createMessageFiles>;

/**
 * Reads the files of one input. Bytes that come inside it are stored without a name: what the turn's acceptance keeps
 * is told by `taken`, and the rest is removed.
 */
export function createMessageFiles(context: FeatureContext, session: MessageSession) {
  const uploadIds: string[] = [];
  const brought: MessageFiles['brought'][number][] = [];
  let sizeBytes = 0;

  async function uploaded({ upload_id: id, filename }: UploadedFile): Promise<FileContent> {
    const file = await findSessionFile(context.scope, session.id, { id });
    if (!file) throw unknownUpload([id]);
    requireRoom(file.path, file.sizeBytes);
    await requireReader(context, session, file.path);
    if (!uploadIds.includes(id)) uploadIds.push(id);
    return { ...file, filename: filename ?? file.path };
  }

  async function inside(file: InsideFile): Promise<FileContent> {
    const content = Buffer.from(file.file_data.slice(file.file_data.indexOf(',') + 1), 'base64');
    const filename = fileLabel(file.filename);
    const mediaType = requireImage(filename, sniffMediaType(content));
    requireRoom(filename, content.length);
    await requireReader(context, session, filename);
    const writer = createBlobWriter(context.scope);
    await writer.write(content);
    const blob = await writer.finish();
    brought.push({ blob, filename, mediaType });
    return { ...blob, filename: file.filename, mediaType };
  }

  function requireRoom(filename: string, bytes: number): void {
    sizeBytes += bytes;
    if (bytes <= imageLimitBytes && sizeBytes <= imagesLimitBytes) return;
    const message =
      bytes > imageLimitBytes
        ? `"${filename}" has ${megabytes(bytes)} MB; an image of a message may have ${megabytes(imageLimitBytes)} MB. Send a smaller one.`
        : `The images of one message may have ${megabytes(imagesLimitBytes)} MB together. Send fewer, or smaller ones.`;
    throw new AppError('too_large', message, { param: 'input' });
  }

  return {
    /** A file as the message's echo shows it: by name, type, size and link, without its bytes. */
    async read(file: FilePart['file']) {
      const { filename, mediaType, digest, ...stored } =
        'upload_id' in file ? await uploaded(file) : await inside(file);
      const url = apiPaths.attachment(session.id, digest);
      return { filename, media_type: mediaType, size_bytes: stored.sizeBytes, digest, url };
    },
    taken: (): MessageFiles => ({
      uploadIds,
      brought,
      organisationBytesMax: context.env.organisationFileBytesMax,
    }),
    discard: () => discardFiles(context, { brought }),
  };
}

type UploadedFile = Extract<FilePart['file'], { upload_id: string }>;
type InsideFile = Extract<FilePart['file'], { file_data: string }>;

/** Removes the bytes of a message that was refused. The sweep takes what cannot be removed now. */
export async function discardFiles(
  { scope }: FeatureContext,
  { brought }: { brought: readonly { blob: Blob }[] },
): Promise<void> {
  for (const { blob } of brought) await dropBlob(scope, blob.blobId).catch(() => undefined);
}

export function unknownUpload(ids: readonly string[]): AppError {
  const message = `This session has no upload "${ids.join('", "')}". Upload the file to this session first; an upload that no message names is kept for a day.`;
  return new AppError('unprocessable', message, { param: 'input' });
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1).replace('.0', '');
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
