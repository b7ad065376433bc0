'use client';

import { ChevronRight } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

/** A section that folds: its name, a quiet summary at the right, and the content when opened. */
export function Disclosure({
  title,
  summary,
  defaultOpen = false,
  className,
  children,
}: {
  title: ReactNode;
  summary?: ReactNode;
  defaultOpen?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Collapsible.Root defaultOpen={defaultOpen} className={cn('border-t border-line', className)}>
      <Collapsible.Trigger className="group flex min-h-[34px] w-full items-center gap-2 py-1.5 text-left">
        <ChevronRight
          className="size-3.5 text-faint transition-transform duration-100 group-data-[state=open]:rotate-90"
          aria-hidden
        />
        <span className="shrink-0 font-medium">{title}</span>
        {summary ? <span className="ml-auto min-w-0 truncate pl-3 text-xs text-muted">{summary}</span> : null}
      </Collapsible.Trigger>
      <Collapsible.Content className="pt-1 pb-4">{children}</Collapsible.Content>
    </Collapsible.Root>
  );
}
