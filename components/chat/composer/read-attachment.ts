import { formatBytes } from '@/lib/client/format';
import { localId } from '@/lib/client/local-id';
import type { Upload } from '@/lib/client/chat-runner/upload-file';
import { uploadLimitBytes } from '@/lib/contract/session-file';
import { textLimitBytes } from '@/lib/contract/turn';
import { wrapTextAttachment } from './text-attachment';

/** How far a picture has come on its way to the server. */
export type UploadState =
  { kind: 'sending'; fraction: number } | { kind: 'done'; at: Upload } | { kind: 'failed'; message: string };

/** A picture is uploaded ahead of its message; text travels inside it. */
export type Attachment =
  | {
      id: string;
      name: string;
      sizeBytes: number;
      kind: 'image';
      file: File;
      /** An address of this page alone, to be revoked when the file is gone from the message. */
      previewUrl: string;
      upload: UploadState;
    }
  | { id: string; name: string; sizeBytes: number; kind: 'text'; text: string };

export type ReadAttachment = { attachment: Attachment } | { refusal: string };

const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Reads a file for sending, or says why it cannot be sent. */
export async function readAttachment(
  file: File,
  { acceptsImages }: { acceptsImages: boolean },
): Promise<ReadAttachment> {
  const id = localId('file');
  const { name, size: sizeBytes } = file;
  if (imageTypes.includes(file.type)) {
    if (!acceptsImages)
      return {
        refusal: `${name} was not attached: the agent's model does not read pictures. Choose a model that does.`,
      };
    if (sizeBytes > uploadLimitBytes) return { refusal: tooLarge(name, sizeBytes, uploadLimitBytes) };
    if (sizeBytes === 0) return { refusal: `${name} was not attached: it is empty.` };
    const upload: UploadState = { kind: 'sending', fraction: 0 };
    const previewUrl = URL.createObjectURL(file);
    return { attachment: { id, name, sizeBytes, kind: 'image', file, previewUrl, upload } };
  }
  if (file.type === 'application/pdf' || name.toLowerCase().endsWith('.pdf')) {
    return {
      refusal: `${name} was not attached: ${reads(acceptsImages)} Copy the text out of the PDF and attach it as a text file.`,
    };
  }
  if (sizeBytes > textLimitBytes) return { refusal: tooLarge(name, sizeBytes, textLimitBytes) };
  const text = await textOf(file);
  if (text === null) return { refusal: `${name} was not attached: ${reads(acceptsImages)}` };
  return { attachment: { id, name, sizeBytes, kind: 'text', text } };
}

/** Bytes of text that the attachments add to the message. */
export function attachedTextBytes(attachments: readonly Attachment[]): number {
  const encoder = new TextEncoder();
  return attachments.reduce(
    (sum, item) => sum + (item.kind === 'text' ? encoder.encode(wrapTextAttachment(item)).length : 0),
    0,
  );
}

export function tooLargeTogether(): string {
  return `Together the text files are above the ${formatBytes(textLimitBytes)} that one message can carry. Send them in several messages.`;
}

function tooLarge(name: string, sizeBytes: number, limitBytes: number): string {
  return `${name} was not attached: with ${formatBytes(sizeBytes)} it is above the ${formatBytes(limitBytes)} that such a file may have.`;
}

function reads(acceptsImages: boolean): string {
  return acceptsImages
    ? 'this agent reads pictures (PNG, JPEG, GIF, WebP) and text files.'
    : 'this agent reads text files.';
}

/** Null for bytes that are no text. */
async function textOf(file: File): Promise<string | null> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return text.includes('\u0000') ? null : text;
  } catch {
    return null;
  }
}
