import type { ReactNode } from 'react';
import { cn } from './cn';

/** A small inline value on a raised ground, mono: an argument, an id, a version. */
export function Chip({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span
      className={cn(
        'inline-flex h-5 max-w-full items-center rounded-xs bg-raised px-1.5 font-mono text-xs text-ink',
        className,
      )}
    >
      <span className="truncate">{children}</span>
    </span>
  );
}
