'use client';

import { Command } from 'cmdk';
import { Check } from 'lucide-react';
import { cn } from './cn';
import { menuItemClass } from './menu-class';
import type { PickerItem } from './picker';

export type PickerListProps = {
  label: string;
  items: readonly PickerItem[];
  selected: string | undefined;
  onPick: (value: string) => void;
  emptyText: string;
};

/** The search field and the list of a picker. */
export function PickerList({ label, items, selected, onPick, emptyText }: PickerListProps) {
  const groups = [...new Set(items.map((item) => item.group ?? ''))];
  return (
    <Command label={label} loop>
      <Command.Input
        autoFocus
        placeholder={label}
        className="h-9 w-full border-b border-line bg-transparent px-3 text-sm outline-none"
      />
      <Command.List className="max-h-80 overflow-y-auto p-1">
        <Command.Empty className="px-3 py-5 text-center text-muted">{emptyText}</Command.Empty>
        {groups.map((group) => (
          <Command.Group
            key={group}
            heading={group || undefined}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
          >
            {items
              .filter((item) => (item.group ?? '') === group)
              .map((item) => (
                <Command.Item
                  key={item.value}
                  value={item.value}
                  keywords={[item.label, ...(item.keywords ?? [])]}
                  disabled={item.disabledReason !== undefined}
                  onSelect={() => onPick(item.value)}
                  className={cn(menuItemClass, 'pr-8')}
                >
                  {item.icon ? <span className="flex text-faint">{item.icon}</span> : null}
                  <span className="truncate">{item.label}</span>
                  <span className="ml-auto shrink-0 pl-3 text-xs text-muted">
                    {item.disabledReason ?? item.detail}
                  </span>
                  {item.value === selected ? <Check className="absolute right-2" aria-hidden /> : null}
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
