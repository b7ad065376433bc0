import { toast, type ToastOptions } from '@/components/ui/toast';

// The corner where toasts usually appear holds the composer here, and a toast must not cover the send button.
const position = 'top-center';

/** Toasts of the workbench. */
export const notify = {
  success: (title: string, options: ToastOptions = {}) => toast.success(title, { position, ...options }),
  warning: (title: string, options: ToastOptions = {}) => toast.warning(title, { position, ...options }),
  error: (title: string, options: ToastOptions = {}) => toast.error(title, { position, ...options }),
};
