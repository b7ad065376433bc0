import { z } from 'zod';
import { mcpServerPatchSchema, mcpServerSchema } from '@/lib/contract/mcp-server';
import { dataOf } from '@/lib/contract/pagination';
import { deleteServer, readServer, updateServer } from '@/lib/features/mcp-servers';
import { noContent, ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

const params = z.object({ name: z.string() });

export const GET = defineRoute({
  permission: 'mcp-servers:read',
  summary: 'Read a registered MCP server',
  params,
  response: dataOf(mcpServerSchema),
  handler: async ({ context, params: { name } }) => ok(await readServer(context, name)),
});

export const PATCH = defineRoute({
  permission: 'mcp-servers:write',
  summary: 'Change an MCP server: address, credential, description, on or off',
  params,
  body: mcpServerPatchSchema,
  response: dataOf(mcpServerSchema),
  handler: async ({ context, params: { name }, body, signal }) =>
    ok(await updateServer(context, name, body, signal)),
});

export const DELETE = defineRoute({
  permission: 'mcp-servers:write',
  summary: 'Remove an MCP server with its tools and flags',
  params,
  handler: async ({ context, params: { name } }) => {
    await deleteServer(context, name);
    return noContent();
  },
});

export const { OPTIONS, POST, PUT } = otherMethods({ GET, PATCH, DELETE });
