'use client';

import { Tooltip as RadixTooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { ExistingTrigger } from './existing-trigger';

export type TooltipBubbleProps = {
  id: string;
  element: HTMLElement;
  open: boolean;
  onClose: () => void;
  side: 'top' | 'right' | 'bottom' | 'left';
  children: ReactNode;
};

/** What a tooltip shows, beside the control it explains. Loaded with the first tooltip. */
export function TooltipBubble({ id, element, open, onClose, side, children }: TooltipBubbleProps) {
  return (
    <RadixTooltip.Provider>
      <RadixTooltip.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
        <RadixTooltip.Trigger asChild>
          <ExistingTrigger element={element} isSilent />
        </RadixTooltip.Trigger>
        <RadixTooltip.Portal>
          <RadixTooltip.Content
            id={id}
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-60 max-w-72 animate-appear rounded-sm border border-line bg-surface px-2 py-1 text-xs text-ink shadow-float"
          >
            {children}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
