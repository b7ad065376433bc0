import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { mcpServerSchema, type McpServer } from '@/lib/contract/mcp-server';
import { listOf } from '@/lib/contract/pagination';

const pageSchema = listOf(mcpServerSchema);
const pagesMax = 25;

/** All pages of the registered servers. */
export async function loadServers(signal: AbortSignal): Promise<McpServer[]> {
  const servers: McpServer[] = [];
  let token: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const answer = await api.get(apiPaths.mcpServers({ limit: '200', page_token: token }), pageSchema, {
      signal,
    });
    servers.push(...answer.data);
    token = answer.pagination.next_page_token;
    if (token === undefined) break;
  }
  return servers;
}
