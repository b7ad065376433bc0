import type { ComponentProps } from 'react';
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class';
import { HoverLink } from './hover-link';

/** A link that looks like a button, for actions that go to another page. */
export function ButtonLink({
  variant,
  size,
  className,
  ...props
}: ComponentProps<typeof HoverLink> & { variant?: ButtonVariant; size?: ButtonSize }) {
  return <HoverLink {...props} className={buttonClass({ variant, size, className })} />;
}
