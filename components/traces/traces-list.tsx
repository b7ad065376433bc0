'use client';

import { Activity } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { PageHeader } from '@/components/layout/page-header';
import { useShell } from '@/components/layout/shell-context';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { TableSkeleton } from '@/components/ui/table-skeleton';
import { ApiError } from '@/lib/client/api-error';
import { formatCount } from '@/lib/client/format';
import { paths } from '@/lib/client/paths';
import { roleMay } from '@/lib/contract/permissions';
import { isFiltered, traceFilterParsers } from './trace-filters';
import { TraceToolbar } from './trace-toolbar';
import { TracesTable } from './traces-table';
import { useSettled } from './use-settled';
import { useTraces, type FirstTraces } from './use-traces';

const typingMs = 200;
const filterParsers = traceFilterParsers({ parseAsString, parseAsStringLiteral });

/** The list of runs with its filters. `first` is the page that the server rendered with. */
export function TracesList({ first }: { first: FirstTraces }) {
  const [filters, setFilters] = useQueryStates(filterParsers, { history: 'replace' });
  const search = useSettled(filters.search, typingMs);
  const traces = useTraces({ ...filters, search }, first);
  const runs = traces.data?.pages.flatMap((page) => page.data) ?? [];
  const count = traces.data
    ? `${formatCount(runs.length)}${traces.hasNextPage ? '+' : ''} ${runs.length === 1 ? 'run' : 'runs'}`
    : '';

  return (
    <>
      <PageHeader title="Traces" />
      <TraceToolbar filters={filters} onChange={(change) => void setFilters(change)} count={count} />
      {traces.isError && runs.length === 0 ? (
        <ErrorState
          cause={traces.error.message}
          requestId={traces.error instanceof ApiError ? traces.error.requestId : undefined}
          action={<Button onClick={() => void traces.refetch()}>Try again</Button>}
        />
      ) : traces.isPending ? (
        <TableSkeleton rows={12} />
      ) : runs.length === 0 ? (
        <NoTraces filtered={isFiltered(filters)} />
      ) : (
        <div className="shrink-0">
          <TracesTable runs={runs} readAt={traces.dataUpdatedAt} />
          {traces.hasNextPage ? (
            <div className="flex justify-center py-4">
              <Button pending={traces.isFetchingNextPage} onClick={() => void traces.fetchNextPage()}>
                {traces.isFetchingNextPage ? 'Loading…' : 'Load more'}
              </Button>
            </div>
          ) : null}
          {traces.isFetchNextPageError ? (
            <p role="alert" className="pb-4 text-center text-danger">
              {traces.error?.message}
            </p>
          ) : null}
        </div>
      )}
    </>
  );
}

function NoTraces({ filtered }: { filtered: boolean }) {
  const { user } = useShell();
  if (filtered) return <EmptyState title="No run matches">Widen the time or clear a filter.</EmptyState>;
  return (
    <EmptyState
      icon={<Activity />}
      title="Nothing has run yet"
      action={
        roleMay(user.role, 'sessions:write') ? (
          <ButtonLink href={paths.playground()} variant="primary">
            Open the playground
          </ButtonLink>
        ) : null
      }
    >
      Each run of an agent is kept here step by step: what it asked its model, which tools it called, who
      approved, and what all of it cost.
    </EmptyState>
  );
}
