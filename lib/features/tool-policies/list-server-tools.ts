import type { McpTool } from '@/lib/contract/mcp-server';
import { notFound } from '@/lib/platform/app-error';
import { findMcpServer } from '@/lib/storage/mcp-servers';
import { listMcpTools } from '@/lib/storage/mcp-tools';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { toolView } from './tool-view';

const toolsMax = 5000;

/** Every tool of one server, by name. */
export async function listServerTools(context: FeatureContext, server: string): Promise<McpTool[]> {
  requirePermission(context.principal, 'mcp-servers:read');
  if (!(await findMcpServer(context.scope, server))) throw notFound('MCP server', server);
  const tools = await listMcpTools(context.scope, { server, limit: toolsMax });
  return tools.map(toolView);
}
