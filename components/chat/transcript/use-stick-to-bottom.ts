'use client';

import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** Closer than this to the end counts as being there. */
const nearPx = 48;

/**
 * Keeps the end of the conversation in view while the reader is there, and leaves the page alone once they scroll up.
 */
export function useStickToBottom(): {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  toEnd: () => void;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const toEnd = useCallback((): void => {
    sticks.current = true;
    setIsAtEnd(true);
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, []);
  // External system: scroll position and the size of what is shown.
  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    let lastTop = box.scrollTop;
    let lastHeight = box.scrollHeight;
    const measure = (): void => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
      // Only the reader's moving up lets go: content that grows or shrinks moves the end away by itself.
      if (isNear) sticks.current = true;
      else if (box.scrollTop < lastTop && box.scrollHeight >= lastHeight) sticks.current = false;
      lastTop = box.scrollTop;
      lastHeight = box.scrollHeight;
      setIsAtEnd(sticks.current);
    };
    const observer = new ResizeObserver(() => {
      if (sticks.current) box.scrollTop = box.scrollHeight;
      measure();
    });
    observer.observe(inner);
    observer.observe(box);
    box.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', measure);
    };
  }, []);
  return { scroller, content, isAtEnd, toEnd };
}
