'use client';

import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { CSSProperties, ReactNode } from 'react';
import { cn } from './cn';
import { DialogPanel } from './dialog-panel';
import { IconButton } from './icon-button';

export type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  side?: 'left' | 'right';
  /** The title is spoken only, and the content fills the sheet. */
  bare?: boolean;
  className?: string;
};

/** A panel from the edge of the window, for details beside a list and for the sidebar on phones. */
export function Sheet({
  open,
  onOpenChange,
  title,
  children,
  footer,
  side = 'right',
  bare = false,
  className,
}: SheetProps) {
  // A custom property is not part of React's style type.
  const from = { '--slide-from': side === 'left' ? '-12px' : '12px' } as CSSProperties;
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <DialogPanel
          aria-describedby={undefined}
          style={from}
          className={cn(
            'fixed inset-y-0 z-50 flex w-full max-w-[calc(100vw-48px)] animate-slide-in flex-col border-line bg-surface shadow-float outline-none sm:max-w-md',
            side === 'left' ? 'left-0 border-r' : 'right-0 border-l',
            className,
          )}
        >
          <header
            className={cn(
              'flex h-12 shrink-0 items-center gap-3 border-b border-line px-4',
              bare && 'sr-only',
            )}
          >
            <RadixDialog.Title className="min-w-0 grow truncate font-semibold">{title}</RadixDialog.Title>
            <RadixDialog.Close asChild>
              <IconButton label="Close" hasTooltip={false} className="-mr-2">
                <X aria-hidden />
              </IconButton>
            </RadixDialog.Close>
          </header>
          <div className={cn('min-h-0 grow overflow-y-auto', bare ? 'flex flex-col' : 'p-4')}>{children}</div>
          {footer ? (
            <footer className="flex justify-end gap-2 border-t border-line px-4 py-3">{footer}</footer>
          ) : null}
        </DialogPanel>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
