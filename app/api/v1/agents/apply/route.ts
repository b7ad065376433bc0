import { agentApplyQuerySchema, agentApplyResultSchema, agentApplySchema } from '@/lib/contract/agent-apply';
import { applyAgents } from '@/lib/features/agents';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute({
  permission: 'agents:write',
  summary:
    'Brings agents to the given definitions, JSON or YAML, all or none; with dry_run tells what would change',
  query: agentApplyQuerySchema,
  body: agentApplySchema,
  yaml: true,
  response: agentApplyResultSchema,
  answers: [200],
  refusals: ['version_conflict'],
  idempotent: true,
  handler: async ({ context, query, body }) =>
    Response.json(await applyAgents(context, { ...body, isDryRun: query.dry_run })),
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods({ POST });
