'use client';

import { useState, type ReactElement, type ReactNode } from 'react';
import { lazyPart } from './lazy-part';
import { Popover } from './popover';

// Loaded when the trigger is pointed at or focused.
const PickerList = lazyPart(() => import('./picker-list').then((module) => module.PickerList));

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
      onNear={PickerList.preload}
      align={align}
      className="w-80 p-0"
    >
      <PickerList label={label} items={items} selected={selected} onPick={pick} emptyText={emptyText} />
    </Popover>
  );
}
