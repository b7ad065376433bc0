'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { HeadCell, Table, TableBody, TableHead } from '@/components/ui/table';
import type { Run } from '@/lib/contract/trace';
import { TracesTableRow } from './traces-table-row';
import { phoneWindow, useMediaQuery } from './use-media-query';

const columnRowHeight = 44;
const phoneRowHeight = 56;
const virtualFrom = 300;

/** The runs as a table. Beyond a few hundred only the rows in view are in the page. */
export function TracesTable({ runs, readAt }: { runs: readonly Run[]; readAt: number }) {
  const rowHeight = useMediaQuery(phoneWindow) ? phoneRowHeight : columnRowHeight;
  return (
    <Table label="Traces" className="md:min-w-[860px]">
      <TableHead>
        <HeadCell>Title</HeadCell>
        <HeadCell className="max-md:hidden">Agent</HeadCell>
        <HeadCell className="max-md:hidden">Who</HeadCell>
        <HeadCell className="max-md:hidden">Model</HeadCell>
        <HeadCell className="max-md:pr-5 max-md:text-right">Status</HeadCell>
        <HeadCell numeric className="max-md:hidden">
          Steps
        </HeadCell>
        <HeadCell numeric className="max-md:hidden">
          Tokens
        </HeadCell>
        <HeadCell numeric className="max-md:hidden">
          Cost
        </HeadCell>
        <HeadCell numeric className="max-md:hidden">
          Duration
        </HeadCell>
        <HeadCell numeric className="max-md:hidden">
          Started
        </HeadCell>
      </TableHead>
      {runs.length < virtualFrom ? (
        <TableBody>
          {runs.map((run) => (
            <TracesTableRow key={run.id} run={run} readAt={readAt} />
          ))}
        </TableBody>
      ) : (
        <VirtualBody key={rowHeight} runs={runs} readAt={readAt} rowHeight={rowHeight} />
      )}
    </Table>
  );
}

function VirtualBody({
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
