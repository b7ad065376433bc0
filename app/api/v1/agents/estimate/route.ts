import { contextEstimateSchema } from '@/lib/contract/agent';
import { agentEstimateSchema } from '@/lib/contract/agent-requests';
import { dataOf } from '@/lib/contract/pagination';
import { estimateContext } from '@/lib/features/agents';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute({
  permission: ['agents:write', 'mcp-servers:read'],
  summary: 'Counts the tokens that a definition, saved or not, puts into the first model call.',
  body: agentEstimateSchema,
  response: dataOf(contextEstimateSchema),
  handler: async ({ context, body }) => ok(await estimateContext(context, body.manifest)),
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods({ POST });
