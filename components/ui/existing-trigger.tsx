'use client';

import { useImperativeHandle, useLayoutEffect, type Ref } from 'react';

/**
 * Stands for a control that is already in the page: gives its element as the ref and puts `id`, `aria-*` and
 * `data-*` on it. So a layer that is loaded late takes over its trigger without replacing it, and focus stays.
 * A silent one leaves the attributes alone.
 */
export function ExistingTrigger({
  element,
  isSilent = false,
  ref,
  ...props
}: {
  element: HTMLElement;
  isSilent?: boolean;
  ref?: Ref<HTMLElement>;
}) {
  useImperativeHandle(ref, () => element, [element]);
  useLayoutEffect(() => {
    if (isSilent) return;
    for (const [name, value] of Object.entries<unknown>(props)) {
      if (!/^(?:id$|aria-|data-)/.test(name) || (name === 'id' && element.id !== '')) continue;
      if (value === undefined || value === null) element.removeAttribute(name);
      else element.setAttribute(name, String(value));
    }
  });
  return null;
}
