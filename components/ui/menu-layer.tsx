'use client';

import { DropdownMenu as RadixMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { ExistingTrigger } from './existing-trigger';
import { floatingClass } from './menu-class';
import { MenuPartsContext } from './menu-parts';

export type MenuLayerProps = {
  element: HTMLElement;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align: 'start' | 'center' | 'end';
  side: 'top' | 'right' | 'bottom' | 'left';
  className: string | undefined;
  children: ReactNode;
};

/** The opened part of a menu, beside the trigger that is already in the page. */
export function MenuLayer({ element, open, onOpenChange, align, side, className, children }: MenuLayerProps) {
  return (
    <RadixMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <RadixMenu.Trigger asChild>
        <ExistingTrigger element={element} />
      </RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn(floatingClass, 'min-w-44 p-1', className)}
        >
          <MenuPartsContext.Provider value={RadixMenu}>{children}</MenuPartsContext.Provider>
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}
