'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { agentSummarySchema } from '@/lib/contract/agent';
import { listOf } from '@/lib/contract/pagination';

const agentListSchema = listOf(agentSummarySchema);

/** Names of the agents one may filter by, asked for once somebody is about to. */
export function useAgentNames(enabled: boolean): readonly string[] {
  const agents = useQuery({
    queryKey: ['traces', 'agent-names'],
    enabled,
    queryFn: ({ signal }) => api.get(apiPaths.agents(), agentListSchema, { signal }),
  });
  return agents.data?.data.map((agent) => agent.name) ?? [];
}
