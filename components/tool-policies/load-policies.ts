import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { listOf } from '@/lib/contract/pagination';
import { toolPolicySchema, type ToolPolicy } from '@/lib/contract/tool-policy';

const pageSchema = listOf(toolPolicySchema);
const pagesMax = 50;

/** All pages: the page filters, counts and selects across the whole list. */
export async function loadPolicies(signal: AbortSignal): Promise<ToolPolicy[]> {
  const tools: ToolPolicy[] = [];
  let token: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const answer = await api.get(apiPaths.toolPolicies({ limit: '200', page_token: token }), pageSchema, {
      signal,
    });
    tools.push(...answer.data);
    token = answer.pagination.next_page_token;
    if (token === undefined) break;
  }
  return tools;
}
