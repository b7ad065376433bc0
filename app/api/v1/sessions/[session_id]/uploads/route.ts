import { dataOf } from '@/lib/contract/pagination';
import { sessionParamsSchema } from '@/lib/contract/session';
import { sessionFileSchema, uploadQuerySchema } from '@/lib/contract/session-file';
import { uploadFile } from '@/lib/features/sessions';
import { created } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { readUpload } from '@/lib/http/read-upload';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute({
  permission: 'sessions:write',
  summary: 'Uploads a file, at most 100 MB, as the body or as the one file of a multipart form',
  params: sessionParamsSchema,
  query: uploadQuerySchema,
  upload: true,
  response: dataOf(sessionFileSchema),
  idempotent: true,
  handler: async ({ context, params, query, request }) =>
    created(await uploadFile(context, params.session_id, () => readUpload(request, query.filename))),
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods({ POST });
