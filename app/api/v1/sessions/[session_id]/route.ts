import { dataOf } from '@/lib/contract/pagination';
import {
  sessionParamsSchema,
  sessionDetailSchema,
  sessionPatchSchema,
  sessionSchema,
} from '@/lib/contract/session';
import { deleteSession, readSession, updateSession } from '@/lib/features/sessions';
import { noContent, ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'sessions:read',
  summary: 'Reads a session',
  params: sessionParamsSchema,
  response: dataOf(sessionDetailSchema),
  handler: async ({ context, params }) => ok(await readSession(context, params.session_id)),
});

export const PATCH = defineRoute({
  permission: 'sessions:write',
  summary: 'Renames a session or changes its metadata',
  params: sessionParamsSchema,
  body: sessionPatchSchema,
  response: dataOf(sessionSchema),
  handler: async ({ context, params, body }) => ok(await updateSession(context, params.session_id, body)),
});

export const DELETE = defineRoute({
  permission: 'sessions:write',
  summary: 'Deletes a session with everything that ran in it',
  params: sessionParamsSchema,
  handler: async ({ context, params, signal }) => {
    await deleteSession(context, params.session_id, { signal });
    return noContent();
  },
});

export const { OPTIONS, POST, PUT } = otherMethods({ GET, PATCH, DELETE });
