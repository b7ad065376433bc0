'use client';

import {
  createContext,
  useContext,
  useId,
  useMemo,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { cn } from './cn';

type TabsState = { value: string; choose: (value: string) => void; id: string };

const TabsContext = createContext<TabsState | null>(null);

function useTabs(): TabsState {
  const tabs = useContext(TabsContext);
  if (!tabs) throw new Error('A part of tabs is used outside them; put it into Tabs.');
  return tabs;
}

/** Tabs whose panels live on this page. For tabs that are pages of their own use `TabLinks`. */
export function Tabs({
  value,
  onValueChange,
  ...props
}: ComponentProps<'div'> & { value: string; onValueChange: (value: string) => void }) {
  const id = useId();
  const tabs = useMemo(() => ({ value, choose: onValueChange, id }), [value, onValueChange, id]);
  return (
    <TabsContext.Provider value={tabs}>
      <div {...props} />
    </TabsContext.Provider>
  );
}

/** The row of tabs. Arrows, Home and End move along it and choose. */
export function TabList({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role="tablist"
      aria-label={label}
      aria-orientation="horizontal"
      onKeyDown={moveAlong}
      className={cn(
        'flex h-10 shrink-0 items-stretch gap-5 overflow-x-auto overflow-y-hidden border-b border-line px-5',
        className,
      )}
    >
      {children}
    </div>
  );
}

/** One tab; `count` is shown quieter behind its name. */
export function Tab({
  value,
  count,
  children,
}: {
  value: string;
  count?: number | undefined;
  children: ReactNode;
}) {
  const tabs = useTabs();
  const isChosen = tabs.value === value;
  const choose = (): void => {
    if (!isChosen) tabs.choose(value);
  };
  return (
    <button
      type="button"
      role="tab"
      id={`${tabs.id}-tab-${value}`}
      aria-selected={isChosen}
      aria-controls={`${tabs.id}-panel-${value}`}
      data-state={isChosen ? 'active' : 'inactive'}
      tabIndex={isChosen ? 0 : -1}
      onClick={choose}
      onFocus={choose}
      className={tabClass}
    >
      {children}
      {count === undefined ? null : <span className="text-faint tabular-nums">{count}</span>}
    </button>
  );
}

/** What a tab shows. */
export function TabPanel({
  value,
  className,
  children,
  ...props
}: ComponentProps<'div'> & { value: string }) {
  const tabs = useTabs();
  const isChosen = tabs.value === value;
  return (
    <div
      {...props}
      role="tabpanel"
      id={`${tabs.id}-panel-${value}`}
      aria-labelledby={`${tabs.id}-tab-${value}`}
      data-state={isChosen ? 'active' : 'inactive'}
      hidden={!isChosen}
      tabIndex={0}
      className={cn('outline-offset-[-2px]', className)}
    >
      {isChosen ? children : null}
    </div>
  );
}

function moveAlong(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const targets: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 };
  const target = targets[event.key];
  if (at === -1 || target === undefined) return;
  event.preventDefault();
  tabs.at(target % tabs.length)?.focus();
}

/** The look of a tab, shared with `TabLinks`. */
export const tabClass =
  'relative -mx-1.5 flex items-center gap-1.5 rounded-sm px-1.5 text-sm whitespace-nowrap text-muted outline-offset-[-4px] hover:text-ink ' +
  'after:absolute after:inset-x-1.5 after:bottom-0 after:h-px ' +
  'data-[state=active]:font-semibold data-[state=active]:text-ink data-[state=active]:after:bg-ink ' +
  'aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:after:bg-ink';
