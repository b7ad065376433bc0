import { dataOf } from '@/lib/contract/pagination';
import { sessionDraftPatchSchema, sessionParamsSchema, sessionSchema } from '@/lib/contract/session';
import { updateDraft } from '@/lib/features/sessions';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const PATCH = defineRoute({
  permission: 'drafts:write',
  summary: 'Gives a draft session another manifest',
  params: sessionParamsSchema,
  body: sessionDraftPatchSchema,
  response: dataOf(sessionSchema),
  handler: async ({ context, params, body }) =>
    ok(await updateDraft(context, params.session_id, body.manifest)),
});

export const { DELETE, GET, OPTIONS, POST, PUT } = otherMethods({ PATCH });
