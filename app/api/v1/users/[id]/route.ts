import { z } from 'zod';
import { dataOf } from '@/lib/contract/pagination';
import { userPatchSchema, userSchema } from '@/lib/contract/user';
import { readUser, updateUser } from '@/lib/features/users';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

const params = z.object({ id: z.string().min(1).max(100) });

export const GET = defineRoute({
  permission: 'users:read',
  summary: 'Reads a person.',
  params,
  response: dataOf(userSchema),
  handler: async ({ context, params: { id } }) => ok(await readUser(context, id)),
});

export const PATCH = defineRoute({
  permission: 'users:write',
  summary: 'Changes a person’s name, role, suspension or password; all but a name end their sign-ins.',
  params,
  body: userPatchSchema,
  response: dataOf(userSchema),
  handler: async ({ context, params: { id }, body }) => ok(await updateUser(context, id, body)),
});

export const { DELETE, OPTIONS, POST, PUT } = otherMethods({ GET, PATCH });
