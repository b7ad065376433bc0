'use client';

import { lazyPart } from '@/components/ui/lazy-part';
import { HeadCell, Table, TableBody, TableHead } from '@/components/ui/table';
import type { Run } from '@/lib/contract/trace';
import { TracesTableRow } from './traces-table-row';
import { phoneWindow, useMediaQuery } from './use-media-query';

const columnRowHeight = 44;
const phoneRowHeight = 56;
const virtualFrom = 300;

type BodyProps = { runs: readonly Run[]; readAt: number };

// A list starts with one page; only one that somebody has lengthened needs the virtual body.
const VirtualBody = lazyPart(
  () => import('./virtual-traces-body').then((module) => module.VirtualTracesBody),
  {
    fallback: PlainBody,
  },
);

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
        <PlainBody runs={runs} readAt={readAt} />
      ) : (
        <VirtualBody key={rowHeight} runs={runs} readAt={readAt} rowHeight={rowHeight} />
      )}
    </Table>
  );
}

function PlainBody({ runs, readAt }: BodyProps) {
  return (
    <TableBody>
      {runs.map((run) => (
        <TracesTableRow key={run.id} run={run} readAt={readAt} />
      ))}
    </TableBody>
  );
}
