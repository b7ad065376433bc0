import type { UserMessage } from '@/lib/contract/turn';
import type { Attachment } from './read-attachment';
import { wrapTextAttachment } from './text-attachment';

/** A message as the API takes it: plain words alone stay a string. */
export function messageContent(words: string, attachments: readonly Attachment[]): UserMessage['content'] {
  if (attachments.length === 0) return words;
  const parts = attachments.map((item) =>
    item.kind === 'image'
      ? { type: 'file_upload' as const, file: { filename: item.name, file_data: item.dataUri } }
      : { type: 'text' as const, text: wrapTextAttachment(item) },
  );
  return words === '' ? parts : [...parts, { type: 'text', text: words }];
}
