import { z } from 'zod';
import { agentSchema } from '@/lib/contract/agent';
import { agentQuerySchema } from '@/lib/contract/agent-requests';
import { resourceNameSchema } from '@/lib/contract/names';
import { dataOf } from '@/lib/contract/pagination';
import { deleteAgent, readAgent } from '@/lib/features/agents';
import { noContent, ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

const params = z.object({ name: resourceNameSchema });

export const GET = defineRoute({
  permission: 'agents:read',
  summary: 'Reads an agent with its latest definition, or a given version’s.',
  params,
  query: agentQuerySchema,
  response: dataOf(agentSchema),
  handler: async ({ context, params: { name }, query }) => ok(await readAgent(context, name, query.version)),
});

export const DELETE = defineRoute({
  permission: 'agents:write',
  summary: 'Removes an agent and its versions; running sessions keep the definition they hold.',
  params,
  handler: async ({ context, params: { name } }) => {
    await deleteAgent(context, name);
    return noContent();
  },
});

export const { OPTIONS, PATCH, POST, PUT } = otherMethods({ GET, DELETE });
