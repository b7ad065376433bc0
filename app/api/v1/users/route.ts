import { dataOf, listOf, pageQuerySchema } from '@/lib/contract/pagination';
import { userCreateSchema, userSchema } from '@/lib/contract/user';
import { createUser, listUsers } from '@/lib/features/users';
import { created, list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'users:read',
  summary: 'Lists the organisation’s people, newest first.',
  query: pageQuerySchema,
  response: listOf(userSchema),
  handler: async ({ context, query }) => list(await listUsers(context, query)),
});

export const POST = defineRoute({
  permission: 'users:write',
  summary: 'Creates a person with a role and a first password.',
  body: userCreateSchema,
  response: dataOf(userSchema),
  idempotent: true,
  handler: async ({ context, body }) => created(await createUser(context, body)),
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods({ GET, POST });
