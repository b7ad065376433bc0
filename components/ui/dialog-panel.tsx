'use client';

import { Dialog as RadixDialog } from 'radix-ui';
import type { ComponentProps } from 'react';
import { useReturnFocus } from './use-return-focus';

/** The content of a dialog or sheet; when it goes, focus returns to what opened it. */
export function DialogPanel(props: ComponentProps<typeof RadixDialog.Content>) {
  return <RadixDialog.Content onCloseAutoFocus={useReturnFocus()} {...props} />;
}
