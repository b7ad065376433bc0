'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { Run } from '@/lib/contract/trace';
import { TracesTableRow } from './traces-table-row';

/** The rows in view of a long list of runs, between spacers for the rest. */
export function VirtualTracesBody({
  runs,
  readAt,
  rowHeight,
}: {
  runs: readonly Run[];
  readAt: number;
  rowHeight: number;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  useEffect(() => {
    const main = document.getElementById('main');
    if (!body.current || !main) return;
    setOffset(body.current.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop);
  }, []);
  const virtualizer = useVirtualizer({
    count: runs.length,
    getScrollElement: () => document.getElementById('main'),
    estimateSize: () => rowHeight,
    scrollMargin: offset,
    overscan: 20,
  });
  const items = virtualizer.getVirtualItems();
  const before = Math.max(0, (items[0]?.start ?? offset) - offset);
  const after = Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset));
  return (
    <tbody ref={body}>
      {before > 0 ? <Spacer height={before} /> : null}
      {items.map((item) => {
        const run = runs[item.index];
        return run ? <TracesTableRow key={run.id} run={run} readAt={readAt} /> : null;
      })}
      {after > 0 ? <Spacer height={after} /> : null}
    </tbody>
  );
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={10} />
    </tr>
  );
}
