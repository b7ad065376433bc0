import { dataOf } from '@/lib/contract/pagination';
import { turnParamsSchema, turnSchema } from '@/lib/contract/turn';
import { readTurn } from '@/lib/features/sessions';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'sessions:read',
  summary: 'Reads a turn and its state',
  params: turnParamsSchema,
  response: dataOf(turnSchema),
  handler: async ({ context, params }) => ok(await readTurn(context, params.session_id, params.turn_id)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
