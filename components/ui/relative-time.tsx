'use client';

import { formatExactTime, formatRelativeTime } from '@/lib/client/format';
import { cn } from './cn';
import { useNow } from './use-now';

/** How long ago, kept current; the exact local time on hover. */
export function RelativeTime({ at, className }: { at: Date | string | number; className?: string }) {
  // What happened after the last tick of the shared clock is still "just now".
  const nowMs = useNow();
  const date = new Date(at);
  // Server and browser may sit in different time zones, so their texts may differ until the browser takes over.
  return (
    <time
      dateTime={Number.isNaN(date.getTime()) ? undefined : date.toISOString()}
      title={formatExactTime(date)}
      suppressHydrationWarning
      className={cn('whitespace-nowrap', className)}
    >
      {formatRelativeTime(date, nowMs)}
    </time>
  );
}
