import { listOf } from '@/lib/contract/pagination';
import { runSchema, traceQuerySchema } from '@/lib/contract/trace';
import { listTraces } from '@/lib/features/traces';
import { list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'traces:read',
  summary: 'List the runs you may see, newest first',
  query: traceQuerySchema,
  response: listOf(runSchema),
  handler: async ({ context, query }) => list(await listTraces(context, query)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
