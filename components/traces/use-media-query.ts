'use client';

import { useSyncExternalStore } from 'react';

/** The window is too narrow for an inspector beside the steps. */
export const narrowWindow = '(max-width: 1023px)';
/** The window is a phone's: lists show two lines a row instead of columns. */
export const phoneWindow = '(max-width: 767px)';

/** Whether the window matches. The server assumes that it is wide. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}
