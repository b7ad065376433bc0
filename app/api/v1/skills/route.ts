import { dataOf, listOf } from '@/lib/contract/pagination';
import { skillPublishSchema, skillSchema } from '@/lib/contract/skill';
import { skillListQuerySchema } from '@/lib/contract/skill-requests';
import { listSkills, publishSkill } from '@/lib/features/skills';
import { created, list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'skills:read',
  summary: 'Lists skills, newest first, with the agents that attach them.',
  query: skillListQuerySchema,
  response: listOf(skillSchema),
  handler: async ({ context, query }) => list(await listSkills(context, query)),
});

export const POST = defineRoute({
  permission: 'skills:write',
  summary: 'Publishes files as a new skill, or as the next version of the skill of that name.',
  body: skillPublishSchema,
  response: dataOf(skillSchema),
  refusals: ['version_conflict'],
  idempotent: true,
  handler: async ({ context, body }) => created(await publishSkill(context, body)),
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods({ GET, POST });
