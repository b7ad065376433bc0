'use client';

import {
  cloneElement,
  useEffect,
  useId,
  useState,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
} from 'react';
import { chainHandlers } from './chain-handlers';
import { lazyPart } from './lazy-part';

// Optional: a tooltip never holds anything needed, so a page does without one that cannot be loaded.
const TooltipBubble = lazyPart(() => import('./tooltip-bubble').then((module) => module.TooltipBubble), {
  optional: true,
});

const openAfterMs = 400;
const skipDelayMs = 200;
let lastClosedAt = -Infinity;

const markClosed = (): void => {
  lastClosedAt = performance.now();
};
const isFollowing = (): boolean => performance.now() - lastClosedAt < skipDelayMs;

/** Explains the control it wraps, on hover and on keyboard focus. Never the only place for something needed. */
export function Tooltip({
  content,
  side = 'bottom',
  children,
}: {
  content: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactElement;
}) {
  const id = useId();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [state, setState] = useState<'closed' | 'pointed-at' | 'open'>('closed');
  const open = state === 'open';
  useEffect(() => {
    if (state !== 'pointed-at') return;
    const timer = setTimeout(() => setState('open'), openAfterMs);
    return () => clearTimeout(timer);
  }, [state]);

  const hide = (): void => {
    if (open) markClosed();
    setState('closed');
  };
  // What a tooltip wraps is one control that takes the attributes of an HTML element.
  const control = children as ReactElement<HTMLAttributes<HTMLElement>>;
  const { props } = control;
  const describedBy = [props['aria-describedby'], open ? id : undefined].filter(Boolean).join(' ');
  return (
    <>
      {cloneElement(control, {
        ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
        onPointerEnter: chainHandlers(props.onPointerEnter, (event) => {
          if (event.pointerType === 'touch') return;
          setElement(event.currentTarget);
          if (!open) setState(isFollowing() ? 'open' : 'pointed-at');
        }),
        // An open tooltip stays while the pointer is on its way to it; the bubble sees to that.
        onPointerLeave: chainHandlers(props.onPointerLeave, () => {
          if (!open) setState('closed');
        }),
        onPointerDown: chainHandlers(props.onPointerDown, hide),
        onClick: chainHandlers(props.onClick, hide),
        onFocus: chainHandlers(props.onFocus, (event) => {
          if (!event.currentTarget.matches(':focus-visible')) return;
          setElement(event.currentTarget);
          setState('open');
        }),
        onBlur: chainHandlers(props.onBlur, hide),
      })}
      {element ? (
        <TooltipBubble id={id} element={element} open={open} onClose={hide} side={side}>
          {content}
        </TooltipBubble>
      ) : null}
    </>
  );
}
