import { dataOf, listOf } from '@/lib/contract/pagination';
import { sessionParamsSchema } from '@/lib/contract/session';
import { turnCreateQuerySchema, turnStreamEventSchema } from '@/lib/contract/opt-in-event';
import { turnCreateSchema, turnListQuerySchema, turnSchema } from '@/lib/contract/turn';
import {
  followSteered,
  followTurn,
  listTurns,
  openTurnStream,
  readTurn,
  startTurn,
} from '@/lib/features/sessions';
import { created, list, ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { eventStream } from '@/lib/http/event-stream';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'sessions:read',
  summary: 'Lists the turns of a session',
  params: sessionParamsSchema,
  query: turnListQuerySchema,
  response: listOf(turnSchema),
  handler: async ({ context, params, query }) => list(await listTurns(context, params.session_id, query)),
});

export const POST = defineRoute({
  permission: 'sessions:write',
  summary:
    'Starts a turn, queues it or joins the running one; streams it, or answers with it when stream is false',
  params: sessionParamsSchema,
  query: turnCreateQuerySchema,
  body: turnCreateSchema,
  response: dataOf(turnSchema),
  answers: [200, 201],
  stream: turnStreamEventSchema,
  refusals: ['turn_running', 'already_decided', 'gone', 'pending_calls', 'rate_limited'],
  idempotent: 'own',
  handler: async ({ context, params, query: { include }, body, signal, idempotency }) => {
    const { turnId, steer, isRepeat } = await startTurn(context, params.session_id, body, idempotency);
    if (!body.stream) {
      const turn = await readTurn(context, params.session_id, turnId);
      // A message that joined a turn has created none.
      return steer ? ok(turn) : created(turn);
    }
    // What is replayed is what the stream of the turn would replay: for five minutes, then no longer.
    if (isRepeat) await openTurnStream(context, params.session_id, turnId, 0);
    if (steer) {
      const joined = followSteered(context, { turnId, steer, include, signal });
      return eventStream(joined, steer.afterSequenceId);
    }
    return eventStream(followTurn(context, { turnId, afterSequenceId: 0, include, signal }));
  },
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods({ GET, POST });
