'use client';

import type { ComponentProps } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { cn } from './cn';

/** Panels side by side (or stacked) that people can resize, also by keyboard. Sizes in px are numbers, shares are "40%". */
export function ResizableGroup({ className, ...props }: ComponentProps<typeof Group>) {
  return <Group {...props} className={cn('h-full min-h-0', className)} />;
}

/** One panel of a `ResizableGroup`. */
export function ResizablePanel(props: ComponentProps<typeof Panel>) {
  return <Panel {...props} />;
}

/** The line between two panels; drag it or use the arrow keys. */
export function ResizableHandle({
  label,
  className,
  ...props
}: ComponentProps<typeof Separator> & { label: string }) {
  return (
    <Separator
      {...props}
      aria-label={label}
      className={cn(
        'relative bg-line outline-none after:absolute data-[separator=active]:bg-accent data-[separator=hover]:bg-line-strong data-[separator=focus]:bg-accent focus-visible:bg-accent',
        'aria-[orientation=vertical]:w-px aria-[orientation=vertical]:after:inset-y-0 aria-[orientation=vertical]:after:-inset-x-1',
        'aria-[orientation=horizontal]:h-px aria-[orientation=horizontal]:after:inset-x-0 aria-[orientation=horizontal]:after:-inset-y-1',
        className,
      )}
    />
  );
}
