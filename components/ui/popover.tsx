'use client';

import { cloneElement, useState, type HTMLAttributes, type ReactElement, type ReactNode } from 'react';
import { chainHandlers } from './chain-handlers';
import { lazyPart } from './lazy-part';

const PopoverLayer = lazyPart(() => import('./popover-layer').then((module) => module.PopoverLayer));

export type PopoverProps = {
  trigger: ReactElement;
  /** The accessible name of the panel. */
  label: string;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The trigger is pointed at or focused: what the panel shows may be fetched. */
  onNear?: () => void;
  align?: 'start' | 'center' | 'end';
  className?: string;
};

/** A small panel beside the control that opens it. */
export function Popover({
  trigger,
  label,
  children,
  open: openFromOutside,
  onOpenChange,
  onNear,
  align = 'start',
  className,
}: PopoverProps) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [ownOpen, setOwnOpen] = useState(false);
  const open = openFromOutside ?? ownOpen;
  const change = (next: boolean): void => {
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  const approach = (): void => {
    PopoverLayer.preload();
    onNear?.();
  };
  // A trigger is one control that takes the attributes of an HTML element.
  const control = trigger as ReactElement<HTMLAttributes<HTMLElement>>;
  const { props } = control;
  return (
    <>
      {cloneElement(control, {
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        ...{ 'data-state': open ? 'open' : 'closed' },
        onPointerEnter: chainHandlers(props.onPointerEnter, approach),
        onFocus: chainHandlers(props.onFocus, approach),
        onClick: chainHandlers(props.onClick, (event) => {
          setElement(event.currentTarget);
          change(!open);
        }),
      })}
      {element ? (
        <PopoverLayer
          element={element}
          label={label}
          open={open}
          onOpenChange={change}
          align={align}
          className={className}
        >
          {children}
        </PopoverLayer>
      ) : null}
    </>
  );
}
