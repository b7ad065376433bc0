'use client';

import { Popover as RadixPopover } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { ExistingTrigger } from './existing-trigger';
import { floatingClass } from './menu-class';

export type PopoverLayerProps = {
  element: HTMLElement;
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align: 'start' | 'center' | 'end';
  className: string | undefined;
  children: ReactNode;
};

/** The opened part of a popover, beside the trigger that is already in the page. */
export function PopoverLayer({
  element,
  label,
  open,
  onOpenChange,
  align,
  className,
  children,
}: PopoverLayerProps) {
  return (
    <RadixPopover.Root open={open} onOpenChange={onOpenChange}>
      <RadixPopover.Trigger asChild>
        <ExistingTrigger element={element} />
      </RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          className={cn(floatingClass, 'max-w-[calc(100vw-16px)] p-3 outline-none', className)}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
