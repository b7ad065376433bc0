import { z } from 'zod';
import { mcpToolSchema } from '@/lib/contract/mcp-server';
import { listOf } from '@/lib/contract/pagination';
import { listServerTools } from '@/lib/features/tool-policies';
import { wholeList } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'mcp-servers:read',
  summary: 'List the tools of an MCP server with their flags',
  params: z.object({ name: z.string() }),
  response: listOf(mcpToolSchema),
  handler: async ({ context, params }) => wholeList(await listServerTools(context, params.name)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
