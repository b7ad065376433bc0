import { passwordChangeSchema } from '@/lib/contract/user';
import { changePassword } from '@/lib/features/account';
import { noContent } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute({
  permission: 'account:write',
  summary: 'Changes the caller’s own password and ends their other sign-ins.',
  body: passwordChangeSchema,
  refusals: ['rate_limited'],
  handler: async ({ context, body }) => {
    await changePassword(context, body);
    return noContent();
  },
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods({ POST });
