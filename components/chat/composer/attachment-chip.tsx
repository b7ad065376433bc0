import { FileText, Image as ImageIcon, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatBytes } from '@/lib/client/format';

/** A file of a message: what it is, how large, and a way to take it out while it is not sent. */
export function AttachmentChip({
  name,
  sizeBytes,
  kind,
  previewUrl,
  onRemove,
}: {
  name: string;
  sizeBytes: number | null;
  kind: 'image' | 'text';
  previewUrl?: string | null;
  onRemove?: () => void;
}): ReactNode {
  return (
    <span className="inline-flex h-8 max-w-full items-center gap-2 rounded-sm border border-line-strong bg-surface px-2 text-xs">
      {previewUrl ? (
        <img src={previewUrl} alt="" className="-ml-1 size-6 rounded-xs object-cover" />
      ) : kind === 'image' ? (
        <ImageIcon className="text-faint" aria-hidden />
      ) : (
        <FileText className="text-faint" aria-hidden />
      )}
      <span className="truncate">{name}</span>
      {sizeBytes === null ? null : (
        <span className="shrink-0 text-muted tabular-nums">{formatBytes(sizeBytes)}</span>
      )}
      {onRemove ? (
        <button
          type="button"
          aria-label={`Remove ${name}`}
          onClick={onRemove}
          className="-mr-1 inline-flex size-6 shrink-0 items-center justify-center rounded-xs text-muted hover:bg-raised hover:text-ink [&_.lucide]:size-3.5"
        >
          <X aria-hidden />
        </button>
      ) : null}
    </span>
  );
}
