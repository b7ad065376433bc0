import { listOf, pageQuerySchema } from '@/lib/contract/pagination';
import { sessionParamsSchema } from '@/lib/contract/session';
import { sessionFileSchema } from '@/lib/contract/session-file';
import { listSessionFiles } from '@/lib/features/sessions';
import { list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'sessions:read',
  summary: 'Lists the files of a session, newest first',
  params: sessionParamsSchema,
  query: pageQuerySchema,
  response: listOf(sessionFileSchema),
  handler: async ({ context, params, query }) =>
    list(await listSessionFiles(context, params.session_id, query)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
