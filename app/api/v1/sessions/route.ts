import { dataOf, listOf } from '@/lib/contract/pagination';
import { sessionCreateSchema, sessionQuerySchema, sessionSchema } from '@/lib/contract/session';
import { createSession, listSessions } from '@/lib/features/sessions';
import { created, list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'sessions:read',
  summary: 'Lists sessions, newest first',
  query: sessionQuerySchema,
  response: listOf(sessionSchema),
  handler: async ({ context, query }) => list(await listSessions(context, query)),
});

export const POST = defineRoute({
  permission: 'sessions:write',
  summary: 'Starts a session of a saved agent or of a draft',
  body: sessionCreateSchema,
  response: dataOf(sessionSchema),
  idempotent: true,
  handler: async ({ context, body }) => created(await createSession(context, body)),
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods({ GET, POST });
