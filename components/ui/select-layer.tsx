'use client';

import { Check } from 'lucide-react';
import { Select as RadixSelect } from 'radix-ui';
import { cn } from './cn';
import { ExistingTrigger } from './existing-trigger';
import { floatingClass, menuItemClass } from './menu-class';
import { SelectLabel } from './select-label';
import type { SelectOption } from './select';

export type SelectLayerProps = {
  element: HTMLElement;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  value: string;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
};

/** The opened list of a select, below the control that is already in the page. */
export function SelectLayer({
  element,
  open,
  onOpenChange,
  value,
  onValueChange,
  options,
}: SelectLayerProps) {
  return (
    <RadixSelect.Root open={open} onOpenChange={onOpenChange} value={value} onValueChange={onValueChange}>
      <RadixSelect.Trigger asChild>
        <ExistingTrigger element={element} />
      </RadixSelect.Trigger>
      <RadixSelect.Portal>
        <RadixSelect.Content
          position="popper"
          sideOffset={4}
          className={cn(floatingClass, 'min-w-(--radix-select-trigger-width)')}
        >
          <RadixSelect.Viewport className="max-h-80 p-1">
            {options.map((option) => (
              <RadixSelect.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className={cn(menuItemClass, 'pr-8 [&>span:first-child]:grow')}
              >
                <RadixSelect.ItemText className="grow">
                  <SelectLabel option={option} />
                </RadixSelect.ItemText>
                <RadixSelect.ItemIndicator className="absolute right-2">
                  <Check aria-hidden />
                </RadixSelect.ItemIndicator>
              </RadixSelect.Item>
            ))}
          </RadixSelect.Viewport>
        </RadixSelect.Content>
      </RadixSelect.Portal>
    </RadixSelect.Root>
  );
}
