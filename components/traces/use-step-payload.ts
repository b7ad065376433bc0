'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { dataOf } from '@/lib/contract/pagination';
import { stepPayloadSchema, type Step } from '@/lib/contract/trace';

const payloadAnswer = dataOf(stepPayloadSchema);

/** Input and output of a step. What an ended step took and gave does not change any more. */
export function useStepPayload(step: Step) {
  return useQuery({
    queryKey: ['traces', 'payload', step.run_id, step.id, step.status, step.ended_at],
    queryFn: async ({ signal }) =>
      (await api.get(apiPaths.stepPayload(step.run_id, step.id), payloadAnswer, { signal })).data,
    staleTime: step.ended_at === null ? 2000 : Infinity,
  });
}
