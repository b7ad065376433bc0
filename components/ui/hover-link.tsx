'use client';

import Link from 'next/link';
import { useState, type ComponentProps } from 'react';
import { chainHandlers } from './chain-handlers';

/**
 * A link that fetches its page when it is pointed at, focused or touched rather than when it comes into view: a
 * console full of links would otherwise load the scripts of every page that it names.
 */
export function HoverLink({ onPointerEnter, onFocus, onTouchStart, ...props }: ComponentProps<typeof Link>) {
  const [isNear, setIsNear] = useState(false);
  const approach = (): void => setIsNear(true);
  return (
    <Link
      prefetch={isNear ? null : false}
      {...props}
      onPointerEnter={chainHandlers(onPointerEnter, approach)}
      onFocus={chainHandlers(onFocus, approach)}
      onTouchStart={chainHandlers(onTouchStart, approach)}
    />
  );
}
