'use client';

import { useEffect, useEffectEvent } from 'react';

/** `j` and `k` step through the steps from anywhere on the page, Escape lets go of the chosen one. */
export function useStepKeys(handlers: { onStep: (by: 1 | -1) => void; onClose: () => void }): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isElsewhere(event.target))
      return;
    if (event.key === 'j') handlers.onStep(1);
    else if (event.key === 'k') handlers.onStep(-1);
    else if (event.key === 'Escape') handlers.onClose();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    // On the document, before the console's own keys on the window.
    const listener = (event: KeyboardEvent): void => onKeyDown(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"], [role="alertdialog"]')) return true;
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [role="textbox"]') !== null
  );
}
