import { agentSummarySchema, agentUpsertSchema, savedAgentSchema } from '@/lib/contract/agent';
import { agentListQuerySchema } from '@/lib/contract/agent-requests';
import { listOf } from '@/lib/contract/pagination';
import { listAgents, saveAgent } from '@/lib/features/agents';
import { list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'agents:read',
  summary: 'Lists agents, newest first, with what they are made of and how they have been doing.',
  query: agentListQuerySchema,
  response: listOf(agentSummarySchema),
  handler: async ({ context, query }) => list(await listAgents(context, query)),
});

export const POST = defineRoute({
  permission: 'agents:write',
  summary: 'Saves a definition as a new agent, or as the next version of the agent of that name.',
  body: agentUpsertSchema,
  response: savedAgentSchema,
  refusals: ['version_conflict'],
  idempotent: true,
  handler: async ({ context, body }) => {
    const { agent, warnings } = await saveAgent(context, body);
    return Response.json({ data: agent, warnings }, { status: 201 });
  },
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods({ GET, POST });
