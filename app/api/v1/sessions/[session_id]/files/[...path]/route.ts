import { sessionFileParamsSchema } from '@/lib/contract/session-file';
import { deleteSessionFile, openSessionFile } from '@/lib/features/sessions';
import { noContent } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { fileResponse } from '@/lib/http/file-response';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'sessions:read',
  summary: 'Downloads a file of a session, whole or one byte range of it',
  params: sessionFileParamsSchema,
  file: { type: 'application/octet-stream', isRanged: true },
  handler: async ({ context, params, request }) =>
    fileResponse(request, await openSessionFile(context, params.session_id, { path: params.path })),
});

export const DELETE = defineRoute({
  permission: 'sessions:write',
  summary: 'Removes an upload that no message names',
  params: sessionFileParamsSchema,
  handler: async ({ context, params }) => {
    await deleteSessionFile(context, params.session_id, params.path);
    return noContent();
  },
});

export const { OPTIONS, PATCH, POST, PUT } = otherMethods({ GET, DELETE });
