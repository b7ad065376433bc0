import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { agentSummarySchema, type AgentSummary } from '@/lib/contract/agent';
import { listOf } from '@/lib/contract/pagination';

const pageSchema = listOf(agentSummarySchema);
const pagesMax = 25;

/** All pages of the agents: the list filters at once, so the whole list is needed. */
export async function loadAgents(signal: AbortSignal): Promise<AgentSummary[]> {
  const agents: AgentSummary[] = [];
  let token: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const query = new URLSearchParams({ limit: '200', ...(token ? { page_token: token } : {}) });
    const answer = await api.get(`${apiPaths.agents()}?${query.toString()}`, pageSchema, { signal });
    agents.push(...answer.data);
    token = answer.pagination.next_page_token;
    if (token === undefined) break;
  }
  return agents;
}
