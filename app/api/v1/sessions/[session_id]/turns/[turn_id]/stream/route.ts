import { turnStreamEventSchema } from '@/lib/contract/opt-in-event';
import { turnParamsSchema, turnStreamQuerySchema } from '@/lib/contract/turn';
import { followTurn, openTurnStream } from '@/lib/features/sessions';
import { defineRoute } from '@/lib/http/define-route';
import { eventStream, lastEventId } from '@/lib/http/event-stream';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'sessions:read',
  summary: 'Follows a turn live, from a sequence number on',
  params: turnParamsSchema,
  query: turnStreamQuerySchema,
  stream: turnStreamEventSchema,
  refusals: ['gone'],
  handler: async ({ context, params, query, request, signal }) => {
    const after = query.after_sequence_id ?? lastEventId(request);
    await openTurnStream(context, params.session_id, params.turn_id, after);
    const follow = { turnId: params.turn_id, afterSequenceId: after ?? 0, include: query.include, signal };
    return eventStream(followTurn(context, follow));
  },
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
