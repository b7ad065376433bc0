import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { agentSummarySchema } from '@/lib/contract/agent';
import { listOf } from '@/lib/contract/pagination';

const pageSchema = listOf(agentSummarySchema);

/** Names of the agents of the organisation. */
export async function loadAgentNames(signal: AbortSignal): Promise<string[]> {
  return (await api.get(apiPaths.agents(), pageSchema, { signal })).data.map((agent) => agent.name);
}
