import { z } from 'zod';
import { agentVersionSchema } from '@/lib/contract/agent';
import { versionTextSchema } from '@/lib/contract/agent-requests';
import { resourceNameSchema } from '@/lib/contract/names';
import { dataOf } from '@/lib/contract/pagination';
import { readAgentVersion } from '@/lib/features/agents';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'agents:read',
  summary: 'Reads one version of an agent.',
  params: z.object({ name: resourceNameSchema, version: versionTextSchema }),
  response: dataOf(agentVersionSchema),
  handler: async ({ context, params: { name, version } }) =>
    ok(await readAgentVersion(context, name, version)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
