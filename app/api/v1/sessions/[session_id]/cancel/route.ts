import { dataOf } from '@/lib/contract/pagination';
import { sessionParamsSchema, sessionSchema } from '@/lib/contract/session';
import { cancelSession } from '@/lib/features/sessions';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute({
  permission: 'sessions:write',
  summary: 'Stops the running turn and withdraws calls that wait',
  params: sessionParamsSchema,
  response: dataOf(sessionSchema),
  handler: async ({ context, params }) => ok(await cancelSession(context, params.session_id)),
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods({ POST });
