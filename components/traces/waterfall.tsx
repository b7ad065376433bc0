'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react';
import { WaterfallGrid } from './waterfall-grid';
import { WaterfallRowItem } from './waterfall-row-item';
import type { TimeAxis } from './time-axis';
import type { WaterfallRow } from './waterfall-rows';

const rowHeight = 31;
const virtualFrom = 200;

/** Every step as a row with its bar on the run's time. Arrow keys move the choice. */
export function Waterfall({
  rows,
  axis,
  nowMs,
  selectedId,
  onSelect,
}: {
  rows: readonly WaterfallRow[];
  axis: TimeAxis;
  nowMs: number;
  selectedId: string | null;
  onSelect: (stepId: string) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const isVirtual = rows.length > virtualFrom;
  const virtualizer = useVirtualizer({
    count: isVirtual ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingEnd: rowHeight,
  });
  const selectedIndex = rows.findIndex((row) => row.step.id === selectedId);

  const showSelected = useEffectEvent((index: number) => {
    if (index < 0) return;
    if (isVirtual) virtualizer.scrollToIndex(index);
    else scroller.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  useEffect(() => showSelected(selectedIndex), [selectedIndex]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const target = targetIndex(event.key, selectedIndex, rows.length);
    const row = target === undefined ? undefined : rows[target];
    if (!row) return;
    event.preventDefault();
    onSelect(row.step.id);
  };
  const item = (row: WaterfallRow, top?: number) => (
    <WaterfallRowItem
      key={row.step.id}
      row={row}
      rowCount={rows.length}
      axis={axis}
      nowMs={nowMs}
      isSelected={row.step.id === selectedId}
      onSelect={onSelect}
      {...(top === undefined ? {} : { top })}
    />
  );

  return (
    <div
      ref={scroller}
      className="relative min-h-0 grow overflow-x-hidden overflow-y-auto max-lg:max-h-[75dvh]"
    >
      <div
        role="listbox"
        aria-label="Steps"
        aria-activedescendant={selectedIndex < 0 ? undefined : `step-${selectedId}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        style={{ height: isVirtual ? virtualizer.getTotalSize() : undefined }}
        className="relative outline-offset-[-2px]"
      >
        <WaterfallGrid axis={axis} />
        {isVirtual
          ? virtualizer.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              return row ? item(row, start) : null;
            })
          : rows.map((row) => item(row))}
      </div>
    </div>
  );
}

function targetIndex(key: string, selected: number, count: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(count - 1, selected + 1);
  if (key === 'ArrowUp') return selected < 0 ? count - 1 : Math.max(0, selected - 1);
  if (key === 'PageDown') return Math.min(count - 1, selected + 10);
  if (key === 'PageUp') return Math.max(0, selected - 10);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}
