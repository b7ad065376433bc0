import { z } from 'zod';
import { dataOf } from '@/lib/contract/pagination';
import { stepPayloadSchema } from '@/lib/contract/trace';
import { readTraceStep } from '@/lib/features/traces';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'traces:read',
  summary: 'Read the input and output of one step of a run',
  params: z.object({ run_id: z.string(), step_id: z.string() }),
  response: dataOf(stepPayloadSchema),
  handler: async ({ context, params }) =>
    ok(await readTraceStep(context, { runId: params.run_id, stepId: params.step_id })),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
