import type { ComponentProps } from 'react';
import { cn } from './cn';
import { HoverLink } from './hover-link';

/**
 * The one link of a table row; it makes the whole row clickable, and `j` and `k` step through these.
 * Other controls of the row need `relative z-10` to stay reachable by pointer.
 */
export function RowLink({ className, ...props }: ComponentProps<typeof HoverLink>) {
  return (
    <HoverLink
      {...props}
      data-row-link=""
      className={cn(
        'font-medium text-ink outline-none after:absolute after:inset-0',
        'focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent',
        className,
      )}
    />
  );
}
