'use client';

import { useSyncExternalStore } from 'react';

const query = '(max-width: 1023px)';

/** Whether the window is too narrow for an inspector beside the steps. The server assumes that it is wide. */
export function useIsNarrow(): boolean {
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
