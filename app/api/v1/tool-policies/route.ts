import { mcpToolSchema, toolBulkPatchSchema } from '@/lib/contract/mcp-server';
import { listOf } from '@/lib/contract/pagination';
import { toolPolicyQuerySchema, toolPolicySchema } from '@/lib/contract/tool-policy';
import { flagTools, listToolPolicies } from '@/lib/features/tool-policies';
import { list, wholeList } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'tool-policies:read',
  summary: 'List the tools of all MCP servers with their flags and their last 30 days',
  query: toolPolicyQuerySchema,
  response: listOf(toolPolicySchema),
  handler: async ({ context, query }) => list(await listToolPolicies(context, query)),
});

export const PATCH = defineRoute({
  permission: 'tool-policies:write',
  summary: 'Flag many tools at once, or accept what their servers suggest',
  body: toolBulkPatchSchema,
  response: listOf(mcpToolSchema),
  handler: async ({ context, body }) => wholeList(await flagTools(context, body)),
});

export const { DELETE, OPTIONS, POST, PUT } = otherMethods({ GET, PATCH });
