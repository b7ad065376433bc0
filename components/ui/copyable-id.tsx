import { cn } from './cn';
import { CopyButton } from './copy-button';

/** An id, shortened in the middle where it is long, whole on hover, copied whole. */
export function CopyableId({
  id,
  label = 'Copy id',
  className,
}: {
  id: string;
  label?: string;
  className?: string;
}) {
  const shown = id.length > 18 ? `${id.slice(0, 9)}…${id.slice(-5)}` : id;
  return (
    <span className={cn('inline-flex items-center gap-0.5 font-mono text-xs', className)}>
      <span title={id}>{shown}</span>
      <CopyButton value={id} label={label} />
    </span>
  );
}
