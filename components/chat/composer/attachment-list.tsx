'use client';

import { AttachmentChip } from './attachment-chip';
import type { Attachment } from './read-attachment';
import type { Attachments } from './use-attachments';

/** The files of the message that is being written: how far each has come, and ways to try again or take it out. */
export function AttachmentList({ attachments }: { attachments: Attachments }) {
  return (
    <ul aria-label="Attachments" className="flex flex-wrap gap-1.5 px-3 pt-3">
      {attachments.items.map((item) => (
        <li key={item.id} className="max-w-full min-w-0">
          <ComposedChip item={item} attachments={attachments} />
        </li>
      ))}
    </ul>
  );
}

function ComposedChip({ item, attachments }: { item: Attachment; attachments: Attachments }) {
  const upload = item.kind === 'image' ? item.upload : null;
  return (
    <AttachmentChip
      name={item.name}
      sizeBytes={item.sizeBytes}
      kind={item.kind}
      previewUrl={item.kind === 'image' && upload?.kind !== 'failed' ? item.previewUrl : null}
      fraction={upload?.kind === 'sending' ? upload.fraction : null}
      onRetry={item.kind === 'image' && upload?.kind === 'failed' ? () => attachments.retry(item) : undefined}
      onRemove={() => attachments.remove(item)}
    />
  );
}
