import type { ReactNode } from 'react';
import { cn } from './cn';

/** Says what a place is for when nothing is there yet, and offers the first action. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  heading: Heading = 'h2',
  className,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** `h1` where the page has no heading of its own. */
  heading?: 'h1' | 'h2';
  className?: string;
}) {
  return (
    <div
      className={cn('mx-auto flex max-w-md flex-col items-center gap-2 px-5 py-16 text-center', className)}
    >
      {icon ? (
        <span aria-hidden className="mb-1 text-faint [&_.lucide]:size-5">
          {icon}
        </span>
      ) : null}
      <Heading className="text-base font-semibold">{title}</Heading>
      {children ? <div className="text-muted">{children}</div> : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
