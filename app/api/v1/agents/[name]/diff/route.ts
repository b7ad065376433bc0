import { z } from 'zod';
import { agentDiffQuerySchema, agentDiffSchema } from '@/lib/contract/agent-requests';
import { resourceNameSchema } from '@/lib/contract/names';
import { dataOf } from '@/lib/contract/pagination';
import { diffAgent } from '@/lib/features/agents';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'agents:read',
  summary: 'Lists what changed between two versions of an agent.',
  params: z.object({ name: resourceNameSchema }),
  query: agentDiffQuerySchema,
  response: dataOf(agentDiffSchema),
  handler: async ({ context, params: { name }, query }) => ok(await diffAgent(context, name, query)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
