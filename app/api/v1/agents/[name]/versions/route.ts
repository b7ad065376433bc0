import { z } from 'zod';
import { agentVersionSchema } from '@/lib/contract/agent';
import { resourceNameSchema } from '@/lib/contract/names';
import { listOf, pageQuerySchema } from '@/lib/contract/pagination';
import { listAgentVersions } from '@/lib/features/agents';
import { list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'agents:read',
  summary: 'Lists an agent’s versions, newest first.',
  params: z.object({ name: resourceNameSchema }),
  query: pageQuerySchema,
  response: listOf(agentVersionSchema),
  handler: async ({ context, params: { name }, query }) =>
    list(await listAgentVersions(context, name, query)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
