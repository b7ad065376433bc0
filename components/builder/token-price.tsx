import { Tooltip } from '@/components/ui/tooltip';
import { cn } from '@/components/ui/cn';
import { formatCount } from '@/lib/client/format';

/** What an attachment adds to the first call, beside the switch that decides it. */
export function TokenPrice({
  price,
  preload,
}: {
  price: { now: number; preloaded: number; deferred: number } | undefined;
  preload: boolean;
}) {
  if (!price) return <span className="w-12 text-right font-mono text-xs text-faint">…</span>;
  return (
    <Tooltip
      content={`Adds ${formatCount(price.now)} tokens to the first call. Preloaded ${formatCount(price.preloaded)}, otherwise ${formatCount(price.deferred)}.`}
    >
      <span
        tabIndex={0}
        className={cn(
          'min-w-12 rounded-xs text-right font-mono text-xs tabular-nums',
          preload ? 'font-medium text-accent' : 'text-muted',
        )}
      >
        +{formatCount(price.now)}
        <span className="sr-only"> tokens</span>
      </span>
    </Tooltip>
  );
}
