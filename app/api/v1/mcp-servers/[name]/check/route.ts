import { z } from 'zod';
import { mcpServerCheckSchema } from '@/lib/contract/mcp-server';
import { dataOf } from '@/lib/contract/pagination';
import { checkServer } from '@/lib/features/mcp-servers';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute({
  permission: 'mcp-servers:write',
  summary: 'Test the connection to an MCP server',
  params: z.object({ name: z.string() }),
  response: dataOf(mcpServerCheckSchema),
  handler: async ({ context, params, signal }) => ok(await checkServer(context, params.name, signal)),
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods({ POST });
