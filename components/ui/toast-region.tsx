'use client';

import { useTheme } from 'next-themes';
import { useEffect } from 'react';
import { toast, Toaster as SonnerToaster } from 'sonner';
import { toastQueue } from './toast';

// Screen readers speak what changes in a region that they know; a region and its first text at once stay silent.
const announceAfterMs = 100;

/** Draws the toasts. */
export function ToastRegion() {
  const { resolvedTheme } = useTheme();
  useEffect(() => {
    let disconnect = (): void => undefined;
    const timer = setTimeout(() => {
      disconnect = toastQueue.connect(({ kind, title, options }) => toast[kind](title, options));
    }, announceAfterMs);
    return () => {
      clearTimeout(timer);
      disconnect();
    };
  }, []);
  return (
    <SonnerToaster
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-2.5 rounded-lg border border-line bg-surface px-4 py-3 font-sans text-sm text-ink shadow-float',
          title: 'font-medium',
          description: 'text-muted',
          actionButton: 'ml-auto shrink-0 font-medium text-accent',
          cancelButton: 'shrink-0 text-muted',
          icon: 'mt-0.5 text-muted',
          error: '[&_[data-icon]]:text-danger',
          success: '[&_[data-icon]]:text-ok',
        },
      }}
    />
  );
}
