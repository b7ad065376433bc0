import { notFound } from '@/lib/platform/app-error';
import { findMcpServer, type McpServerRecord } from '@/lib/storage/mcp-servers';
import type { Scope } from '@/lib/storage/scope';

/** The server of that name, or a 404 in the words that other organisations' servers get too. */
export async function requireServer(scope: Scope, name: string): Promise<McpServerRecord> {
  const server = await findMcpServer(scope, name);
  if (!server) throw notFound('MCP server', name);
  return server;
}
