import { z } from 'zod';
import { storedEventSchema } from '@/lib/contract/event';
import { optInEventSchema } from '@/lib/contract/opt-in-event';
import { listOf } from '@/lib/contract/pagination';
import { turnEventsQuerySchema, turnParamsSchema } from '@/lib/contract/turn';
import { listTurnEvents } from '@/lib/features/sessions';
import { list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'sessions:read',
  summary: 'Lists what a turn has logged so far',
  params: turnParamsSchema,
  query: turnEventsQuerySchema,
  response: listOf(z.union([storedEventSchema, optInEventSchema])),
  handler: async ({ context, params, query }) =>
    list(await listTurnEvents(context, params.session_id, params.turn_id, query)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
