import { dataOf } from '@/lib/contract/pagination';
import { meSchema } from '@/lib/contract/user';
import { readMe } from '@/lib/features/account';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'account:read',
  summary: 'Tells who the caller is and what their credential may do.',
  response: dataOf(meSchema),
  handler: async ({ context }) => ok(await readMe(context)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
