'use client';

import { useEffect, useEffectEvent } from 'react';

const sequenceMs = 1200;

export type Hotkeys = {
  onPalette: () => void;
  onShortcuts: () => void;
  /** A letter after `g`. Answers whether it meant something. */
  onGo: (key: string) => void;
};

/**
 * The keyboard of the console: Ctrl/Cmd+K anywhere; `?`, `/`, `g` + letter, `j` and `k` while nobody types and
 * nothing modal is open.
 */
export function useHotkeys(hotkeys: Hotkeys): void {
  const handlePlainKey = useEffectEvent((event: KeyboardEvent, isAfterG: boolean): 'g' | null => {
    if (isAfterG) {
      hotkeys.onGo(event.key.toLowerCase());
      return null;
    }
    if (event.key === 'g') return 'g';
    if (event.key === '?') {
      event.preventDefault();
      hotkeys.onShortcuts();
    } else if (event.key === '/') focusPageSearch(event);
    else if (event.key === 'j') stepRow(event, 1);
    else if (event.key === 'k') stepRow(event, -1);
    return null;
  });
  const handlePalette = useEffectEvent(() => hotkeys.onPalette());

  useEffect(() => {
    let sequenceStartedAt = -Infinity;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (
        (event.metaKey || event.ctrlKey) &&
        !event.shiftKey &&
        !event.altKey &&
        event.key.toLowerCase() === 'k'
      ) {
        event.preventDefault();
        handlePalette();
        return;
      }
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (
        isTyping(event.target) ||
        document.querySelector('[role="dialog"], [role="menu"], [role="alertdialog"]')
      )
        return;
      const isAfterG = event.timeStamp - sequenceStartedAt < sequenceMs;
      sequenceStartedAt = handlePlainKey(event, isAfterG) === 'g' ? event.timeStamp : -Infinity;
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="textbox"], [role="combobox"], .monaco-editor') !== null)
  );
}

function focusPageSearch(event: KeyboardEvent): void {
  const search = document.querySelector<HTMLInputElement>('main [data-page-search]');
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
}

function stepRow(event: KeyboardEvent, step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row-link]')];
  if (rows.length === 0) return;
  const current = rows.findIndex((row) => row === document.activeElement);
  const next =
    current === -1
      ? step === 1
        ? 0
        : rows.length - 1
      : Math.min(rows.length - 1, Math.max(0, current + step));
  event.preventDefault();
  rows[next]?.focus();
}
