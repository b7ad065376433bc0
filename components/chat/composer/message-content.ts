import type { UserMessage } from '@/lib/contract/turn';
import type { Attachment } from './read-attachment';
import { wrapTextAttachment } from './text-attachment';

type Part = Exclude<UserMessage['content'], string>[number];

/** A message as the API takes it: plain words alone stay a string, pictures are named by their uploads. */
export function messageContent(words: string, attachments: readonly Attachment[]): UserMessage['content'] {
  if (attachments.length === 0) return words;
  const parts = attachments.flatMap((item): Part[] => {
    if (item.kind === 'text') return [{ type: 'text', text: wrapTextAttachment(item) }];
    if (item.upload.kind !== 'done') return [];
    const file = { filename: item.name, upload_id: item.upload.at.file.id };
    return [{ type: 'file_upload', file }];
  });
  return words === '' ? parts : [...parts, { type: 'text', text: words }];
}
