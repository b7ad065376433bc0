'use client';

import { Tabs as RadixTabs } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

/** Tabs whose panels live on this page. For tabs that are pages of their own use `TabLinks`. */
export function Tabs(props: ComponentProps<typeof RadixTabs.Root>) {
  return <RadixTabs.Root activationMode="automatic" {...props} />;
}

/** The row of tabs. */
export function TabList({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <RadixTabs.List
      aria-label={label}
      className={cn(
        'flex h-10 shrink-0 items-stretch gap-5 overflow-x-auto overflow-y-hidden border-b border-line px-5',
        className,
      )}
    >
      {children}
    </RadixTabs.List>
  );
}

/** One tab; `count` is shown quieter behind its name. */
export function Tab({
  value,
  count,
  children,
}: {
  value: string;
  count?: number | undefined;
  children: ReactNode;
}) {
  return (
    <RadixTabs.Trigger value={value} className={tabClass}>
      {children}
      {count === undefined ? null : <span className="text-faint tabular-nums">{count}</span>}
    </RadixTabs.Trigger>
  );
}

/** What a tab shows. */
export function TabPanel({ className, ...props }: ComponentProps<typeof RadixTabs.Content>) {
  return <RadixTabs.Content {...props} className={cn('outline-offset-[-2px]', className)} />;
}

/** The look of a tab, shared with `TabLinks`. */
export const tabClass =
  'relative -mx-1.5 flex items-center gap-1.5 rounded-sm px-1.5 text-sm whitespace-nowrap text-muted outline-offset-[-4px] hover:text-ink ' +
  'after:absolute after:inset-x-1.5 after:bottom-0 after:h-px ' +
  'data-[state=active]:font-semibold data-[state=active]:text-ink data-[state=active]:after:bg-ink ' +
  'aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:after:bg-ink';
