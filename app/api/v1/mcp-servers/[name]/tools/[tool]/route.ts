import { z } from 'zod';
import { mcpToolPatchSchema, mcpToolSchema } from '@/lib/contract/mcp-server';
import { dataOf } from '@/lib/contract/pagination';
import { flagTool } from '@/lib/features/tool-policies';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const PATCH = defineRoute({
  permission: 'tool-policies:write',
  summary: 'Flag a tool: its effect, whether it is idempotent, on or off',
  params: z.object({ name: z.string(), tool: z.string() }),
  body: mcpToolPatchSchema,
  response: dataOf(mcpToolSchema),
  handler: async ({ context, params, body }) =>
    ok(await flagTool(context, { server: params.name, name: params.tool }, body)),
});

export const { DELETE, GET, OPTIONS, POST, PUT } = otherMethods({ PATCH });
