import type { ReactNode } from 'react';
import { cn } from './cn';

/** The quiet square that holds the icon of an agent, a server or a skill. */
export function IconTile({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-flex size-[26px] shrink-0 items-center justify-center rounded-sm bg-raised text-muted',
        className,
      )}
    >
      {children}
    </span>
  );
}
