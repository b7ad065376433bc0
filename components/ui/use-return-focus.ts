'use client';

import { useState } from 'react';

/**
 * Gives focus back to what opened a dialog. Radix does so only for its own triggers, and our dialogs are opened by
 * buttons and menu items elsewhere. To be called in what is mounted with the open dialog.
 */
export function useReturnFocus(): (event: Event) => void {
  const [opener] = useState(findOpener);
  return (event) => {
    event.preventDefault();
    opener?.focus();
  };
}

/** What has the focus now; of a menu that is about to close, the control that opened it. */
function findOpener(): HTMLElement | null {
  const focused = document.activeElement;
  const menuTrigger = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const opener = menuTrigger ? document.getElementById(menuTrigger) : focused;
  return opener instanceof HTMLElement && opener !== document.body ? opener : null;
}
