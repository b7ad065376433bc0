import { z } from 'zod';
import { mcpServerSchema } from '@/lib/contract/mcp-server';
import { dataOf } from '@/lib/contract/pagination';
import { syncServer } from '@/lib/features/mcp-servers';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute({
  permission: 'mcp-servers:write',
  summary: 'Read the tools of an MCP server again',
  params: z.object({ name: z.string() }),
  response: dataOf(mcpServerSchema),
  refusals: ['upstream_failed'],
  handler: async ({ context, params, signal }) => ok(await syncServer(context, params.name, signal)),
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods({ POST });
