'use client';

import { memo } from 'react';
import type { UserMessageEcho } from '@/lib/contract/user-message-echo';
import { AttachmentChip } from '../composer/attachment-chip';
import { unwrapTextAttachment } from '../composer/text-attachment';

type Part = Exclude<UserMessageEcho['content'], string>[number];
type Shown =
  | { kind: 'words'; text: string }
  | { kind: 'file'; name: string; sizeBytes: number; media: 'image' | 'text'; url: string | null };

/** What the person wrote, with the files that went along. */
export const UserMessage = memo(function UserMessage({
  message,
  note,
}: {
  message: UserMessageEcho;
  /** What is to be said of its way to the agent, if anything. */
  note: string | null;
}) {
  const parts: Shown[] =
    typeof message.content === 'string'
      ? [{ kind: 'words', text: message.content }]
      : message.content.map(shownPart);
  const files = parts.filter((part) => part.kind === 'file');
  const words = parts.flatMap((part) => (part.kind === 'words' ? [part.text] : [])).join('\n\n');
  return (
    <article aria-label="You" className="flex flex-col items-end gap-1.5">
      {words === '' ? null : (
        <p className="max-w-[85%] rounded-lg rounded-br-xs bg-raised px-3.5 py-2 text-base wrap-anywhere whitespace-pre-wrap">
          {words}
        </p>
      )}
      {files.length > 0 ? (
        <ul aria-label="Attachments" className="flex max-w-[85%] flex-wrap justify-end gap-1.5">
          {files.map((file, index) => (
            <li key={`${index}-${file.name}`} className="max-w-full">
              <AttachmentChip
                name={file.name}
                sizeBytes={file.sizeBytes}
                kind={file.media}
                previewUrl={file.url}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {note === null ? null : <span className="text-xs text-muted">{note}</span>}
    </article>
  );
});

function shownPart(part: Part): Shown {
  if (part.type === 'text') {
    const file = unwrapTextAttachment(part.text);
    if (!file) return { kind: 'words', text: part.text };
    return {
      kind: 'file',
      name: file.name,
      sizeBytes: new TextEncoder().encode(file.text).length,
      media: 'text',
      url: null,
    };
  }
  const { filename, media_type: mediaType, size_bytes: sizeBytes, url } = part.file;
  const isImage = mediaType.startsWith('image/');
  // Only pictures from this server or this page are drawn.
  const isOwn = url.startsWith('/') || url.startsWith('data:image/');
  return {
    kind: 'file',
    name: filename,
    sizeBytes,
    media: isImage ? 'image' : 'text',
    url: isImage && isOwn ? url : null,
  };
}
