'use client';

import { useTheme } from 'next-themes';
import { Toaster as SonnerToaster } from 'sonner';

/** Where toasts appear. Call `toast.success(…)`, `toast.error(…)` from `sonner`. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <SonnerToaster
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-2.5 rounded-lg border border-line bg-surface px-4 py-3 text-sm text-ink shadow-float',
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
