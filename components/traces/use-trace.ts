'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { dataOf } from '@/lib/contract/pagination';
import { traceSchema, type Run, type Trace } from '@/lib/contract/trace';

const traceAnswer = dataOf(traceSchema);
const runningMs = 2000;
const waitingMs = 5000;
const manySteps = 2000;
const manyStepsMs = 10_000;

/** What the server rendered: the whole trace, or of a long run the run alone, because its steps arrive faster as JSON. */
export type FirstTrace = { run: Run; steps: Trace['steps'] | null };

/** A trace as the server rendered it, read again while the run goes on. */
export function useTrace({ run, steps }: FirstTrace, readAt: number) {
  const runId = run.id;
  return useQuery({
    queryKey: ['traces', 'one', runId],
    queryFn: async ({ signal }) => (await api.get(apiPaths.trace(runId), traceAnswer, { signal })).data,
    ...(steps ? { initialData: { run, steps }, initialDataUpdatedAt: readAt } : {}),
    refetchInterval: ({ state }) => (state.data ? refreshMs(state.data) : false),
  });
}

function refreshMs({ run, steps }: Trace): number | false {
  if (run.status !== 'running' && run.status !== 'waiting' && run.status !== 'queued') return false;
  if (steps.length > manySteps) return manyStepsMs;
  return run.status === 'running' ? runningMs : waitingMs;
}
