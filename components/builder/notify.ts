import { toast, type ExternalToast } from 'sonner';

// The corner where toasts usually appear holds the composer here, and a toast must not cover the send button.
const position = 'top-center';

/** Toasts of the workbench. */
export const notify = {
  success: (title: string, options: ExternalToast = {}) => toast.success(title, { position, ...options }),
  warning: (title: string, options: ExternalToast = {}) => toast.warning(title, { position, ...options }),
  error: (title: string, options: ExternalToast = {}) => toast.error(title, { position, ...options }),
};
