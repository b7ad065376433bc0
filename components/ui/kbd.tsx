import type { ReactNode } from 'react';
import { cn } from './cn';

/** A key of the keyboard. */
export function Kbd({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <kbd
      className={cn(
        'inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-xs border border-current/25 px-1 font-sans text-[11px] leading-none text-muted',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
