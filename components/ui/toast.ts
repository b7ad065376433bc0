import type { ExternalToast } from 'sonner';
import type { ReactNode } from 'react';

export type ToastOptions = ExternalToast;
export type Toast = {
  kind: 'message' | 'success' | 'warning' | 'error';
  title: ReactNode;
  options: ToastOptions;
};

let show: ((toast: Toast) => void) | null = null;
const waiting: Toast[] = [];
const listeners = new Set<() => void>();

function raise(kind: Toast['kind']) {
  return (title: ReactNode, options: ToastOptions = {}): void => {
    if (show) {
      show({ kind, title, options });
      return;
    }
    waiting.push({ kind, title, options });
    for (const listener of listeners) listener();
  };
}

/** Says shortly what has happened. The library that draws it is loaded with the first toast. */
export const toast = Object.assign(raise('message'), {
  success: raise('success'),
  warning: raise('warning'),
  error: raise('error'),
});

/** What the place of the toasts needs to know: that there are some, and how to take them over. */
export const toastQueue = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isNeeded: (): boolean => show !== null || waiting.length > 0,
  connect: (next: (toast: Toast) => void): (() => void) => {
    show = next;
    for (const toast of waiting.splice(0)) next(toast);
    return () => {
      show = null;
    };
  },
};
