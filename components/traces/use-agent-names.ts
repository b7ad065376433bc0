'use client';

import { useQuery } from '@tanstack/react-query';

/** Names of the agents one may filter by, asked for once somebody is about to. */
export function useAgentNames(enabled: boolean): readonly string[] {
  const agents = useQuery({
    queryKey: ['traces', 'agent-names'],
    enabled,
    queryFn: async ({ signal }) => (await import('./load-agent-names')).loadAgentNames(signal),
  });
  return agents.data ?? [];
}
