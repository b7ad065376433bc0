'use client';

import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { menuItemClass } from '@/components/ui/menu-class';

/** One row of the command palette. */
export function PaletteItem({
  value,
  words = [],
  icon,
  detail,
  onSelect,
  children,
}: {
  /** Unique; also searched. */
  value: string;
  /** Further words that find this row. */
  words?: string[];
  icon: ReactNode;
  detail?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      keywords={words}
      onSelect={onSelect}
      className={cn(menuItemClass, 'h-8 gap-2.5 px-2.5')}
    >
      <span className="flex text-faint">{icon}</span>
      <span className="min-w-0 grow truncate">{children}</span>
      {detail ? <span className="shrink-0 text-xs text-muted">{detail}</span> : null}
    </Command.Item>
  );
}
