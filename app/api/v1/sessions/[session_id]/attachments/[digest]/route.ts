import { attachmentParamsSchema } from '@/lib/contract/session';
import { readAttachment } from '@/lib/features/sessions';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute({
  permission: 'sessions:read',
  summary: 'Downloads a file that a message brought',
  params: attachmentParamsSchema,
  handler: async ({ context, params }) => {
    const file = await readAttachment(context, params.session_id, params.digest);
    return new Response(file.content.slice().buffer, {
      headers: {
        'content-type': file.mediaType,
        'content-disposition': 'attachment',
        'content-length': String(file.sizeBytes),
      },
    });
  },
});
