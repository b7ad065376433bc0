import { z } from 'zod';
import { agentSchema } from '@/lib/contract/agent';
import { agentAliasNameSchema, agentAliasPutSchema } from '@/lib/contract/agent-requests';
import { resourceNameSchema } from '@/lib/contract/names';
import { dataOf } from '@/lib/contract/pagination';
import { deleteAlias, putAlias } from '@/lib/features/agents';
import { noContent, ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

const params = z.object({ name: resourceNameSchema, alias: agentAliasNameSchema });

export const PUT = defineRoute({
  permission: 'agents:write',
  summary: 'Points an alias at a version.',
  params,
  body: agentAliasPutSchema,
  response: dataOf(agentSchema),
  handler: async ({ context, params: { name, alias }, body }) =>
    ok(await putAlias(context, name, { alias, version: body.version })),
});

export const DELETE = defineRoute({
  permission: 'agents:write',
  summary: 'Removes an alias.',
  params,
  handler: async ({ context, params: { name, alias } }) => {
    await deleteAlias(context, name, alias);
    return noContent();
  },
});

export const { GET, OPTIONS, PATCH, POST } = otherMethods({ PUT, DELETE });
