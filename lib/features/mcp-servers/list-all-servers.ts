import type { McpServer } from '@/lib/contract/mcp-server';
import type { FeatureContext } from '../feature-context';
import { listServers } from './list-servers';

/** Every registered server, for a page that filters across the list. */
export async function listAllServers(context: FeatureContext): Promise<McpServer[]> {
  const servers: McpServer[] = [];
  let token: string | undefined;
  do {
    const page = await listServers(context, { limit: 200, page_token: token });
    servers.push(...page.data);
    token = page.pagination.next_page_token;
  } while (token !== undefined);
  return servers;
}
