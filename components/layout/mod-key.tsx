'use client';

import { useSyncExternalStore } from 'react';

const subscribe = (): (() => void) => () => undefined;

/** The name of the modifier key on this keyboard: ⌘ on Apple's, Ctrl elsewhere. */
export function ModKey() {
  const isApple = useSyncExternalStore(
    subscribe,
    () => /Mac|iPhone|iPad/u.test(navigator.userAgent),
    () => false,
  );
  return isApple ? '⌘' : <span className="mr-0.5">Ctrl</span>;
}
