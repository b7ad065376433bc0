import { attachmentParamsSchema } from '@/lib/contract/session';
import { openSessionFile } from '@/lib/features/sessions';
import { defineRoute } from '@/lib/http/define-route';
import { fileResponse } from '@/lib/http/file-response';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'sessions:read',
  summary: 'Downloads a file that a message brought, by its content',
  params: attachmentParamsSchema,
  file: { type: 'application/octet-stream', isRanged: true },
  handler: async ({ context, params, request }) =>
    fileResponse(request, await openSessionFile(context, params.session_id, { digest: params.digest })),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
