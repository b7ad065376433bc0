import { assertNever } from '@/lib/client/assert-never';
import type { Upload } from '@/lib/client/chat-runner/upload-file';
import type { Attachment, UploadState } from './read-attachment';

export type AttachmentAction =
  | { type: 'added'; items: readonly Attachment[] }
  | { type: 'removed'; id: string }
  | { type: 'sent' }
  | { type: 'upload'; id: string; upload: UploadState };

/** The files of the message that is being written. What is told of a removed one is dropped. */
export function reduceAttachments(
  items: readonly Attachment[],
  action: AttachmentAction,
): readonly Attachment[] {
  switch (action.type) {
    case 'added':
      return [...items, ...action.items];
    case 'removed':
      return items.filter((item) => item.id !== action.id);
    case 'sent':
      return [];
    case 'upload':
      return items.map((item) =>
        item.id === action.id && item.kind === 'image' ? { ...item, upload: action.upload } : item,
      );
    default:
      return assertNever(action);
  }
}

/** Why a message with these files cannot leave yet, or null. */
export function attachmentsReason(items: readonly Attachment[]): string | null {
  const uploads = items.flatMap((item) => (item.kind === 'image' ? [item.upload.kind] : []));
  if (uploads.includes('failed')) return 'A file was not uploaded. Try it again or remove it.';
  return uploads.some((kind) => kind !== 'done') ? 'Wait until the files are uploaded.' : null;
}

/** Uploads that the session at hand cannot name, because they went to another one before. */
export function strayUploads(
  items: readonly Attachment[],
  sessionId: string | null,
): { item: Extract<Attachment, { kind: 'image' }>; at: Upload }[] {
  return items.flatMap((item) =>
    item.kind === 'image' && item.upload.kind === 'done' && item.upload.at.sessionId !== sessionId
      ? [{ item, at: item.upload.at }]
      : [],
  );
}
