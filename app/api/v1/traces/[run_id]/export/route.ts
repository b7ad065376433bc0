import { z } from 'zod';
import { exportTrace } from '@/lib/features/traces';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'traces:read',
  summary: 'Download a run with the inputs and outputs of its steps as JSON',
  params: z.object({ run_id: z.string() }),
  file: { type: 'application/json' },
  handler: async ({ context, params }) => {
    const { fileName, chunks } = await exportTrace(context, params.run_id);
    return new Response(streamOf(chunks), {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName}"`,
      },
    });
  },
});

function streamOf(chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
