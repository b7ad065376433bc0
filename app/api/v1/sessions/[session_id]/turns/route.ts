import { dataOf, listOf } from '@/lib/contract/pagination';
import { sessionParamsSchema } from '@/lib/contract/session';
import { turnCreateSchema, turnListQuerySchema, turnSchema } from '@/lib/contract/turn';
import { followTurn, listTurns, readTurn, startTurn } from '@/lib/features/sessions';
import { created, list } from '@/lib/http/answers';
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
  summary: 'Starts a turn and streams it, or answers with it when stream is false',
  params: sessionParamsSchema,
  body: turnCreateSchema,
  response: dataOf(turnSchema),
  idempotent: 'step',
  handler: async ({ context, params, body, signal, once }) => {
    const turnId = await once(async () => (await startTurn(context, params.session_id, body)).key.turnId);
    if (!body.stream) return created(await readTurn(context, params.session_id, turnId));
    return eventStream(followTurn(context, { turnId, afterSequenceId: 0, signal }));
  },
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods({ GET, POST });
