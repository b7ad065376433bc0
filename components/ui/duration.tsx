import { formatCount, formatDuration } from '@/lib/client/format';
import { cn } from './cn';

/** A length of time; exact milliseconds on hover. */
export function Duration({ ms, className }: { ms: number | null | undefined; className?: string }) {
  if (ms === null || ms === undefined) return <span className={cn('text-faint', className)}>—</span>;
  return (
    <span
      title={`${formatCount(Math.round(ms))} ms`}
      className={cn('font-mono text-xs whitespace-nowrap tabular-nums', className)}
    >
      {formatDuration(ms)}
    </span>
  );
}
