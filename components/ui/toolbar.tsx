import type { ReactNode } from 'react';
import { cn } from './cn';

/** The row of filters above a list; what stands at the right end goes into `end`. */
export function Toolbar({
  children,
  end,
  className,
}: {
  children: ReactNode;
  end?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn('flex min-h-[52px] shrink-0 flex-wrap items-center gap-2 px-5 py-2.5', className)}>
      {children}
      {end ? <div className="ml-auto flex items-center gap-2 text-xs text-muted">{end}</div> : null}
    </div>
  );
}
