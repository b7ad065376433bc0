import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { mcpToolSchema, type McpTool, type ToolBulkPatch } from '@/lib/contract/mcp-server';
import { listOf } from '@/lib/contract/pagination';

const answerSchema = listOf(mcpToolSchema);

/** Gives tools a flag, or switches them. */
export async function flagTools(patch: ToolBulkPatch): Promise<McpTool[]> {
  return (await api.patch(apiPaths.toolPolicies(), patch, answerSchema)).data;
}
