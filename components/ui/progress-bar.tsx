'use client';

import { Progress } from 'radix-ui';
import { cn } from './cn';

/** How far something is. Without `value` the total is not known and the bar says only that work goes on. */
export function ProgressBar({
  label,
  value,
  className,
}: {
  label: string;
  /** Share done, from 0 to 1. */
  value?: number | undefined;
  className?: string;
}) {
  const percent = value === undefined ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <Progress.Root
      aria-label={label}
      value={percent}
      className={cn('h-1 w-full overflow-hidden rounded-full bg-raised', className)}
    >
      <Progress.Indicator
        className={cn('h-full rounded-full bg-accent', percent === null && 'w-[30%] animate-indeterminate')}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </Progress.Root>
  );
}
