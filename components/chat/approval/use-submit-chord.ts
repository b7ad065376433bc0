'use client';

import { useEffect, useRef, type RefObject } from 'react';

/** A card that has only just appeared is not decided by a key meant for what was there before. */
const settleMs = 500;

/**
 * Ctrl/Cmd+Enter for a card: always while the focus is in it, and from anywhere when `isSole` says that nothing else
 * waits. Text that somebody is writing elsewhere keeps the keys to itself.
 */
export function useSubmitChord({
  card,
  isSole,
  onSubmit,
}: {
  card: RefObject<HTMLElement | null>;
  isSole: boolean;
  onSubmit: () => void;
}): void {
  const submit = useRef(onSubmit);
  // External system: key events of the document.
  useEffect(() => {
    submit.current = onSubmit;
  }, [onSubmit]);
  useEffect(() => {
    const shownAtMs = Date.now();
    const listen = (event: KeyboardEvent): void => {
      if (
        event.key !== 'Enter' ||
        !(event.ctrlKey || event.metaKey) ||
        event.repeat ||
        event.defaultPrevented
      )
        return;
      const isInside = event.target instanceof Node && card.current?.contains(event.target);
      if (!isInside && (!isSole || isWriting(event.target) || Date.now() - shownAtMs < settleMs)) return;
      event.preventDefault();
      submit.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [card, isSole]);
}

function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) return target.value !== '';
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.closest('[role="dialog"]') !== null)
  );
}
