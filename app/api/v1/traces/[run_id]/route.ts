import { z } from 'zod';
import { dataOf } from '@/lib/contract/pagination';
import { traceSchema } from '@/lib/contract/trace';
import { readTrace } from '@/lib/features/traces';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'traces:read',
  summary: 'Read a run and its steps in start order',
  params: z.object({ run_id: z.string() }),
  response: dataOf(traceSchema),
  handler: async ({ context, params }) => ok(await readTrace(context, params.run_id)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
