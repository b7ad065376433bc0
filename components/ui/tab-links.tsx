'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from './cn';
import { tabClass } from './tabs';

/** Tabs that are pages: each is a link, the current one is marked. */
export function TabLinks({
  label,
  tabs,
  className,
}: {
  label: string;
  tabs: readonly { href: string; label: string; count?: number }[];
  className?: string;
}) {
  const pathname = usePathname();
  return (
    <nav
      aria-label={label}
      className={cn(
        'flex h-10 shrink-0 items-stretch gap-5 overflow-x-auto overflow-y-hidden border-b border-line px-5',
        className,
      )}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={pathname === tab.href ? 'page' : undefined}
          className={tabClass}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="text-faint tabular-nums">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
