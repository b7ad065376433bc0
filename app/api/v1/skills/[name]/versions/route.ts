import { z } from 'zod';
import { resourceNameSchema } from '@/lib/contract/names';
import { listOf, pageQuerySchema } from '@/lib/contract/pagination';
import { skillVersionSchema } from '@/lib/contract/skill';
import { listSkillVersions } from '@/lib/features/skills';
import { list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'skills:read',
  summary: 'Lists a skill’s versions, newest first, with what they cost.',
  params: z.object({ name: resourceNameSchema }),
  query: pageQuerySchema,
  response: listOf(skillVersionSchema),
  handler: async ({ context, params: { name }, query }) =>
    list(await listSkillVersions(context, name, query)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
