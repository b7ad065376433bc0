'use client';

import { useSyncExternalStore } from 'react';
import { lazyPart } from './lazy-part';
import { toastQueue } from './toast';

const ToastRegion = lazyPart(() => import('./toast-region').then((module) => module.ToastRegion), {
  optional: true,
});

/** Where toasts appear. Call `toast.success(…)`, `toast.error(…)` from `./toast`. */
export function Toaster() {
  const isNeeded = useSyncExternalStore(toastQueue.subscribe, toastQueue.isNeeded, () => false);
  return isNeeded ? <ToastRegion /> : null;
}
