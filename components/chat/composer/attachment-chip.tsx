import { FileText, Image as ImageIcon, RotateCw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { formatBytes } from '@/lib/client/format';

/** A file of a message: what it is, how large, and a way to take it out while it is not sent. */
export function AttachmentChip({
  name,
  sizeBytes,
  kind,
  previewUrl,
  fraction = null,
  onRetry,
  onRemove,
}: {
  name: string;
  sizeBytes: number | null;
  kind: 'image' | 'text';
  previewUrl?: string | null;
  /** How much of it is uploaded, while it is on its way. */
  fraction?: number | null;
  /** Given for one whose upload failed. */
  onRetry?: (() => void) | undefined;
  onRemove?: () => void;
}): ReactNode {
  return (
    <span
      className={cn(
        'relative inline-flex h-8 max-w-full items-center gap-2 overflow-hidden rounded-sm border bg-surface px-2 text-xs',
        onRetry ? 'border-danger' : 'border-line-strong',
      )}
    >
      {previewUrl ? (
        <img src={previewUrl} alt="" className="-ml-1 size-6 rounded-xs object-cover" />
      ) : kind === 'image' ? (
        <ImageIcon className="text-faint" aria-hidden />
      ) : (
        <FileText className="text-faint" aria-hidden />
      )}
      <span className="truncate">{name}</span>
      {fraction !== null ? (
        <UploadProgress name={name} fraction={fraction} />
      ) : onRetry ? (
        <span className="shrink-0 text-danger">Not uploaded</span>
      ) : sizeBytes === null ? null : (
        <span className="shrink-0 text-muted tabular-nums">{formatBytes(sizeBytes)}</span>
      )}
      {onRetry ? (
        <ChipButton label={`Upload ${name} again`} onPress={onRetry}>
          <RotateCw aria-hidden />
        </ChipButton>
      ) : null}
      {onRemove ? (
        <ChipButton label={`Remove ${name}`} onPress={onRemove}>
          <X aria-hidden />
        </ChipButton>
      ) : null}
    </span>
  );
}

function ChipButton({
  label,
  onPress,
  children,
}: {
  label: string;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onPress}
      className="-mr-1 inline-flex size-6 shrink-0 items-center justify-center rounded-xs text-muted hover:bg-raised hover:text-ink [&_.lucide]:size-3.5"
    >
      {children}
    </button>
  );
}

function UploadProgress({ name, fraction }: { name: string; fraction: number }) {
  const percent = Math.round(fraction * 100);
  return (
    <>
      <span className="shrink-0 text-muted tabular-nums">{percent} %</span>
      <span
        role="progressbar"
        aria-label={`Uploading ${name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="absolute bottom-0 left-0 h-0.5 bg-accent transition-[width] duration-100"
        style={{ width: `${percent}%` }}
      />
    </>
  );
}
