import { z } from 'zod';
import { versionTextSchema } from '@/lib/contract/agent-requests';
import { resourceNameSchema } from '@/lib/contract/names';
import { dataOf } from '@/lib/contract/pagination';
import { skillVersionDetailSchema } from '@/lib/contract/skill';
import { readSkillVersion } from '@/lib/features/skills';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'skills:read',
  summary: 'Reads one version of a skill with its files.',
  params: z.object({ name: resourceNameSchema, version: versionTextSchema }),
  response: dataOf(skillVersionDetailSchema),
  handler: async ({ context, params: { name, version } }) =>
    ok(await readSkillVersion(context, name, version)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
