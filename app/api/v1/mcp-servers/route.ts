import { mcpServerCreateSchema, mcpServerSchema } from '@/lib/contract/mcp-server';
import { dataOf, listOf, pageQuerySchema } from '@/lib/contract/pagination';
import { listServers, registerServer } from '@/lib/features/mcp-servers';
import { created, list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'mcp-servers:read',
  summary: 'List the registered MCP servers, newest first',
  query: pageQuerySchema,
  response: listOf(mcpServerSchema),
  handler: async ({ context, query }) => list(await listServers(context, query)),
});

export const POST = defineRoute({
  permission: 'mcp-servers:write',
  summary: 'Register an MCP server and read its tools',
  body: mcpServerCreateSchema,
  response: dataOf(mcpServerSchema),
  idempotent: true,
  handler: async ({ context, body, signal }) => created(await registerServer(context, body, signal)),
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods({ GET, POST });
