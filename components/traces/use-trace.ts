'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { dataOf } from '@/lib/contract/pagination';
import { traceSchema, type Trace } from '@/lib/contract/trace';

const traceAnswer = dataOf(traceSchema);
const runningMs = 2000;
const waitingMs = 5000;
const manySteps = 2000;
const manyStepsMs = 10_000;

/** A trace as the server rendered it, read again while the run goes on. */
export function useTrace(first: Trace, readAt: number) {
  const runId = first.run.id;
  return useQuery({
    queryKey: ['traces', 'one', runId],
    queryFn: async ({ signal }) => (await api.get(apiPaths.trace(runId), traceAnswer, { signal })).data,
    initialData: first,
    initialDataUpdatedAt: readAt,
    refetchInterval: ({ state }) => (state.data ? refreshMs(state.data) : false),
  });
}

function refreshMs({ run, steps }: Trace): number | false {
  if (run.status !== 'running' && run.status !== 'waiting') return false;
  if (steps.length > manySteps) return manyStepsMs;
  return run.status === 'running' ? runningMs : waitingMs;
}
