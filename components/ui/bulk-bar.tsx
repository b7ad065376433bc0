import { SquareCheck } from 'lucide-react';
import type { ReactNode } from 'react';

/** What can be done with the selected rows, and at the right what it would have changed. */
export function BulkBar({
  count,
  children,
  effect,
}: {
  count: number;
  children: ReactNode;
  effect?: ReactNode;
}) {
  return (
    <div
      role="region"
      aria-label="Selection"
      className="mx-5 mb-2 flex min-h-11 flex-wrap items-center gap-2 rounded-md bg-accent-soft px-3 py-1.5"
    >
      <SquareCheck className="text-accent" aria-hidden />
      <span className="mr-1 font-medium tabular-nums">{count} selected</span>
      {children}
      {effect ? <div className="ml-auto flex items-center gap-2.5 text-xs text-muted">{effect}</div> : null}
    </div>
  );
}
