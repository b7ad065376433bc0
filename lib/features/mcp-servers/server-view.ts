import type { McpServer } from '@/lib/contract/mcp-server';
import { withCounts, type McpServerRecord, type McpServerWithCounts } from '@/lib/storage/mcp-servers';
import type { Scope } from '@/lib/storage/scope';

/** A server as the API shows it: of its credential only that it is set and how it ends. */
export function serverView(server: McpServerWithCounts): McpServer {
  return {
    id: server.id,
    name: server.name,
    description: server.description,
    transport: server.transport,
    url: server.url,
    auth: {
      type: server.authType,
      header: server.authHeader,
      value: { set: server.secret !== null, last4: server.secretLast4 },
    },
    builtin: server.builtin !== null,
    enabled: server.enabled,
    tool_count: server.toolCount,
    unreviewed_tool_count: server.unreviewedToolCount,
    tools_synced_at: server.toolsSyncedAt?.toISOString() ?? null,
    last_error: server.lastError,
    created_at: server.createdAt.toISOString(),
    updated_at: server.updatedAt.toISOString(),
    created_by: server.createdBy,
  };
}

/** The same for one server whose tools have not been counted yet. */
export async function countedServerView(scope: Scope, server: McpServerRecord): Promise<McpServer> {
  const [counted] = await withCounts(scope, [server]);
  return serverView(counted ?? { ...server, toolCount: 0, unreviewedToolCount: 0 });
}
