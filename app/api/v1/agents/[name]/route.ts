import { z } from 'zod';
import { agentSchema, savedAgentSchema } from '@/lib/contract/agent';
import { agentPatchSchema } from '@/lib/contract/agent-apply';
import { agentQuerySchema } from '@/lib/contract/agent-requests';
import { resourceNameSchema } from '@/lib/contract/names';
import { dataOf } from '@/lib/contract/pagination';
import { deleteAgent, patchAgent, readAgent } from '@/lib/features/agents';
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

export const PATCH = defineRoute({
  permission: 'agents:write',
  summary: 'Changes keys of the latest definition and saves it as the next version; null takes a key out.',
  params,
  body: agentPatchSchema,
  response: savedAgentSchema,
  refusals: ['version_conflict'],
  handler: async ({ context, params: { name }, body }) => {
    const { agent, warnings } = await patchAgent(context, name, body);
    return Response.json({ data: agent, warnings });
  },
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

export const { OPTIONS, POST, PUT } = otherMethods({ GET, PATCH, DELETE });
