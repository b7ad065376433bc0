'use client';

import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { Tooltip } from './tooltip';

export type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'children'> & {
  /** The accessible name, also shown as a tooltip. */
  label: string;
  children: ReactNode;
  bordered?: boolean;
  hasTooltip?: boolean;
};

/** A square button with an icon; its name is spoken and shown on hover. */
export function IconButton({
  label,
  bordered = false,
  hasTooltip = true,
  className,
  children,
  type = 'button',
  ...props
}: IconButtonProps) {
  const button = (
    <button
      {...props}
      type={type}
      aria-label={label}
      className={cn(
        'inline-flex size-[30px] shrink-0 items-center justify-center rounded-md text-muted hover:bg-raised hover:text-ink disabled:opacity-50',
        bordered && 'border border-line-strong bg-surface text-ink',
        className,
      )}
    >
      {children}
    </button>
  );
  return hasTooltip ? <Tooltip content={label}>{button}</Tooltip> : button;
}
