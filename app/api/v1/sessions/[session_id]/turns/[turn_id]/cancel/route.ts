import { dataOf } from '@/lib/contract/pagination';
import { turnParamsSchema, turnSchema } from '@/lib/contract/turn';
import { cancelTurn } from '@/lib/features/sessions';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute({
  permission: 'sessions:write',
  summary: 'Stops a turn; one that has ended stays as it is',
  params: turnParamsSchema,
  response: dataOf(turnSchema),
  handler: async ({ context, params }) => ok(await cancelTurn(context, params.session_id, params.turn_id)),
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods({ POST });
