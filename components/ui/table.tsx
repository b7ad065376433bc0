import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

/** A dense table that scrolls sideways by itself when it is wider than its place. */
export function Table({
  label,
  className,
  children,
}: {
  /** The accessible name. */
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="relative w-full overflow-x-auto outline-offset-[-2px]"
    >
      <table className={cn('w-full border-collapse text-left', className)} aria-label={label}>
        {children}
      </table>
    </div>
  );
}

/** The heading row; put `HeadCell`s inside. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead>
      <tr className="h-9 border-b border-line">{children}</tr>
    </thead>
  );
}

/** The rows. */
export function TableBody({ children }: { children: ReactNode }) {
  return <tbody>{children}</tbody>;
}

/** A column heading; `numeric` columns align right. */
export function HeadCell({
  numeric = false,
  className,
  ...props
}: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      {...props}
      className={cn(
        'px-2.5 text-xs font-normal whitespace-nowrap text-muted first:pl-5 last:pr-5',
        numeric && 'text-right',
        className,
      )}
    />
  );
}

/** A row: 44 px, or 56 px with two lines. `selected` tints it. */
export function TableRow({
  tall = false,
  selected = false,
  className,
  ...props
}: ComponentProps<'tr'> & { tall?: boolean; selected?: boolean }) {
  return (
    <tr
      {...props}
      data-selected={selected || undefined}
      className={cn(
        'relative border-b border-line hover:bg-canvas focus-within:bg-canvas',
        tall ? 'h-14' : 'h-11',
        selected && 'bg-accent-soft hover:bg-accent-soft focus-within:bg-accent-soft',
        className,
      )}
    />
  );
}

/** A cell; `numeric` aligns right with figures of equal width, `mono` for ids and durations. */
export function Cell({
  numeric = false,
  mono = false,
  className,
  ...props
}: ComponentProps<'td'> & { numeric?: boolean; mono?: boolean }) {
  return (
    <td
      {...props}
      className={cn(
        'px-2.5 text-muted first:pl-5 last:pr-5',
        numeric && 'text-right whitespace-nowrap tabular-nums',
        mono && 'font-mono text-xs',
        className,
      )}
    />
  );
}
