'use client';

import type { ComponentProps, MouseEvent } from 'react';
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class';
import { Tooltip } from './tooltip';

export type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: the button stays focusable and ignores presses. */
  pending?: boolean;
  /** Why the action is not available; shown on hover and focus, and disables the button. */
  disabledReason?: string | null | undefined;
};

/** A button. Prefer `disabledReason` over `disabled`: a control that is off should say why. */
export function Button({
  variant,
  size,
  pending = false,
  disabledReason,
  className,
  onClick,
  type = 'button',
  ...props
}: ButtonProps) {
  const inert = pending || Boolean(disabledReason);
  const handleClick = (event: MouseEvent<HTMLButtonElement>): void => {
    if (inert) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      {...props}
      type={type}
      onClick={handleClick}
      aria-disabled={inert || undefined}
      aria-busy={pending || undefined}
      className={buttonClass({ variant, size, className })}
    />
  );
  return disabledReason ? <Tooltip content={disabledReason}>{button}</Tooltip> : button;
}
