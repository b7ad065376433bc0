'use client';

import { useEffect, useEffectEvent } from 'react';

/** Runs `onSubmit` on Ctrl/Cmd+Enter while `enabled`. For a page with one form. */
export function useSubmitKey(onSubmit: () => void, enabled = true): void {
  const submit = useEffectEvent(onSubmit);
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.defaultPrevented) return;
      event.preventDefault();
      submit();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
}
