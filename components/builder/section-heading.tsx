import type { ReactNode } from 'react';

/** The heading of a part of the form with its one action at the right. */
export function SectionHeading({ title, action }: { title: string; action?: ReactNode }) {
  return (
    <div className="flex min-h-6 items-center justify-between gap-3">
      <h3 className="font-medium">{title}</h3>
      {action}
    </div>
  );
}
