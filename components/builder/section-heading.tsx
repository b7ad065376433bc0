import type { ReactNode } from 'react';

/** The heading of a part of the form with its one action at the right. */
export function SectionHeading({ title, action }: { title: string; action?: ReactNode }) {
  return (
    <div className="flex min-h-6 items-center justify-between gap-3">
      <h2 className="font-medium">{title}</h2>
      {action}
    </div>
  );
}
