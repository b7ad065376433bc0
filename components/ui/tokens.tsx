import { formatCount, formatTokens } from '@/lib/client/format';
import { cn } from './cn';

/** A token count, short with the exact number on hover; `unit` is quieter than the figure. */
export function Tokens({ count, unit, className }: { count: number; unit?: string; className?: string }) {
  return (
    <span title={`${formatCount(count)} tokens`} className={cn('whitespace-nowrap tabular-nums', className)}>
      {formatTokens(count)}
      {unit ? <span className="text-muted"> {unit}</span> : null}
    </span>
  );
}
