import type { ReactNode } from 'react';

/** One number of a summary row: what it is, the figure, and a quiet line below. Lives in a `KeyFigures`. */
export function KeyFigure({
  label,
  children,
  detail,
}: {
  label: string;
  children: ReactNode;
  detail?: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="text-lg leading-6 font-medium tabular-nums">{children}</dd>
      {detail ? <dd className="text-xs text-muted">{detail}</dd> : null}
    </div>
  );
}

/** A summary row of key figures; two columns of equal width on a phone. */
export function KeyFigures({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 border-b border-line px-5 py-3.5 sm:flex sm:flex-wrap sm:gap-x-9">
      {children}
    </dl>
  );
}
