import { z } from 'zod';
import { resourceNameSchema } from '@/lib/contract/names';
import { dataOf } from '@/lib/contract/pagination';
import { skillSchema } from '@/lib/contract/skill';
import { deleteSkill, readSkill } from '@/lib/features/skills';
import { noContent, ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

const params = z.object({ name: resourceNameSchema });

export const GET = defineRoute({
  permission: 'skills:read',
  summary: 'Reads a skill.',
  params,
  response: dataOf(skillSchema),
  handler: async ({ context, params: { name } }) => ok(await readSkill(context, name)),
});

export const DELETE = defineRoute({
  permission: 'skills:write',
  summary: 'Removes a skill that no agent attaches any more.',
  params,
  handler: async ({ context, params: { name } }) => {
    await deleteSkill(context, name);
    return noContent();
  },
});

export const { OPTIONS, PATCH, POST, PUT } = otherMethods({ GET, DELETE });
