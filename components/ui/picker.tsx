'use client';

import { Command } from 'cmdk';
import { Check } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { cn } from './cn';
import { menuItemClass } from './menu-class';
import { Popover } from './popover';

export type PickerItem = {
  value: string;
  label: string;
  detail?: ReactNode;
  icon?: ReactNode;
  group?: string;
  /** Further words that find this item. */
  keywords?: readonly string[];
  disabledReason?: string;
};

export type PickerProps = {
  trigger: ReactElement;
  /** The accessible name, and the placeholder of the search field. */
  label: string;
  items: readonly PickerItem[];
  selected?: string | undefined;
  onPick: (value: string) => void;
  emptyText?: string;
  align?: 'start' | 'end';
};

/** A searchable list that opens beside its trigger: pick a model, attach a server, choose an agent. */
export function Picker({
  trigger,
  label,
  items,
  selected,
  onPick,
  emptyText = 'Nothing matches.',
  align = 'start',
}: PickerProps) {
  const [open, setOpen] = useState(false);
  const groups = [...new Set(items.map((item) => item.group ?? ''))];
  const pick = (value: string): void => {
    setOpen(false);
    onPick(value);
  };
  return (
    <Popover
      trigger={trigger}
      label={label}
      open={open}
      onOpenChange={setOpen}
      align={align}
      className="w-80 p-0"
    >
      <Command label={label} loop>
        <Command.Input
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
                    onSelect={() => pick(item.value)}
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
    </Popover>
  );
}
