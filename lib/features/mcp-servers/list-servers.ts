import type { McpServer } from '@/lib/contract/mcp-server';
import type { Page, PageQuery } from '@/lib/contract/pagination';
import { listMcpServers } from '@/lib/storage/mcp-servers';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { serverView } from './server-view';

/** The registered servers, newest first. */
export async function listServers(context: FeatureContext, query: PageQuery): Promise<Page<McpServer>> {
  requirePermission(context.principal, 'mcp-servers:read');
  const { rows, nextPageToken } = await listMcpServers(context.scope, {
    limit: query.limit,
    pageToken: query.page_token,
  });
  return {
    data: rows.map(serverView),
    pagination: {
      limit: query.limit,
      ...(nextPageToken === undefined ? {} : { next_page_token: nextPageToken }),
    },
  };
}
