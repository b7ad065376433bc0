'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Page } from '@/lib/contract/pagination';
import type { Run } from '@/lib/contract/trace';
import { traceQueryOf, type TraceFilters } from './trace-filters';

const refreshMs = 5000;

export type FirstTraces = { filters: TraceFilters; page: Page<Run>; readAt: number };

/** The runs that match, page by page. While one of them runs, what is loaded is read again every five seconds. */
export function useTraces(filters: TraceFilters, first: FirstTraces | undefined) {
  const isFirst = first !== undefined && JSON.stringify(filters) === JSON.stringify(first.filters);
  return useInfiniteQuery({
    queryKey: ['traces', filters],
    queryFn: async ({ pageParam, signal }) => {
      const { loadTraces } = await import('./load-traces');
      return loadTraces({ ...traceQueryOf(filters, Date.now()), page_token: pageParam }, signal);
    },
    initialPageParam: undefined as string | undefined, // Typed by its first value, which is no token.
    getNextPageParam: (page) => page.pagination.next_page_token,
    ...(isFirst
      ? { initialData: { pages: [first.page], pageParams: [undefined] }, initialDataUpdatedAt: first.readAt }
      : {}),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) =>
        page.data.some((run) => run.status === 'running' || run.status === 'queued'),
      )
        ? refreshMs
        : false,
  });
}
