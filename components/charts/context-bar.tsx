import { cn } from '@/components/ui/cn';
import { toneFill } from '@/components/ui/tone';
import { formatCount } from '@/lib/client/format';
import type { ContextBreakdown } from '@/lib/contract/trace';
import { contextKinds, contextTotal } from './context-kinds';

/**
 * One stacked bar of what fills a model's window. With `scaleTokens` its width is a share of that, so that several
 * bars compare; without, it fills its place. The exact counts are spoken and shown on hover.
 */
export function ContextBar({
  breakdown,
  scaleTokens,
  className,
}: {
  breakdown: ContextBreakdown;
  scaleTokens?: number | undefined;
  className?: string;
}) {
  const total = contextTotal(breakdown);
  const filled = contextKinds.filter(({ kind }) => breakdown[kind] > 0);
  const share = scaleTokens === undefined || scaleTokens <= 0 ? 1 : Math.min(1, total / scaleTokens);
  const words = filled.map(({ kind, label }) => `${label} ${formatCount(breakdown[kind])}`).join(', ');
  return (
    <div
      role="img"
      aria-label={total === 0 ? 'Empty context' : `${formatCount(total)} tokens: ${words}`}
      style={{ width: `${share * 100}%` }}
      className={cn(
        'flex h-5 min-w-1 gap-px overflow-hidden rounded-xs',
        total === 0 && 'bg-raised',
        className,
      )}
    >
      {filled.map(({ kind, label, tone }) => (
        <span
          key={kind}
          title={`${label}: ${formatCount(breakdown[kind])} tokens`}
          style={{ flexGrow: breakdown[kind] }}
          className={cn('min-w-px basis-0', toneFill[tone])}
        />
      ))}
    </div>
  );
}
