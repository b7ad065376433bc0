import { z } from 'zod';
import { pageQuerySchema } from './pagination';
import { runStatusNames } from './run-status';
import { usageSchema } from './usage';

export const stepTypeSchema = z.enum(['model_call', 'tool_call', 'skill', 'approval', 'question']);
export type StepType = z.infer<typeof stepTypeSchema>;

export const stepStatusSchema = z.enum([
  'running',
  'waiting',
  'done',
  'error',
  'denied',
  'expired',
  'cancelled',
  'unknown',
]);
export type StepStatus = z.infer<typeof stepStatusSchema>;

/** What filled the window of one model call, in tokens. Same order and colours everywhere. */
export const contextBreakdownSchema = z.object({
  harness: z.number(),
  instructions: z.number(),
  skills: z.number(),
  tools: z.number(),
  messages: z.number(),
  results: z.number(),
});
export type ContextBreakdown = z.infer<typeof contextBreakdownSchema>;

/** One record per model call, tool call, skill load, approval and question. */
export const stepSchema = z.object({
  id: z.string(),
  run_id: z.string(),
  turn_id: z.string(),
  parent_id: z.string().nullable(),
  thread_id: z.string(),
  type: stepTypeSchema,
  name: z.string(),
  status: stepStatusSchema,
  model: z.string().nullable(),
  server: z.string().nullable(),
  tool_call_id: z.string().nullable(),
  approval_required: z.boolean(),
  approval_status: z.string().nullable(),
  approval_by: z.string().nullable(),
  sandbox_session_id: z.string().nullable(),
  usage: usageSchema.nullable(),
  cost_usd: z.number().nullable(),
  cost_is_estimate: z.boolean(),
  first_token_ms: z.number().nullable(),
  latency_ms: z.number().nullable(),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Small facts for the row: context breakdown, policy, digest, who decided, attempt. */
  detail: z.record(z.string(), z.unknown()),
});
export type Step = z.infer<typeof stepSchema>;

/** Input and output of a step, stored apart from the lists. */
export const stepPayloadSchema = z.object({ step_id: z.string(), input: z.unknown(), output: z.unknown() });
export type StepPayload = z.infer<typeof stepPayloadSchema>;

export const runSchema = z.object({
  id: z.string(),
  session_id: z.string(),
  agent_name: z.string(),
  agent_version: z.number().nullable(),
  model: z.string(),
  simulated: z.boolean(),
  origin: z.string(),
  title: z.string(),
  status: z.enum(runStatusNames),
  turn_count: z.number(),
  step_count: z.number(),
  usage: usageSchema,
  started_at: z.string(),
  ended_at: z.string().nullable(),
  created_by: z.string(),
  created_by_name: z.string(),
});
export type Run = z.infer<typeof runSchema>;

export const traceSchema = z.object({ run: runSchema, steps: z.array(stepSchema) });
export type Trace = z.infer<typeof traceSchema>;

export const traceQuerySchema = pageQuerySchema.extend({
  agent_name: z.string().max(64).optional(),
  status: z.enum(runStatusNames).optional(),
  session_id: z.string().max(100).optional(),
  search: z.string().max(200).optional(),
  start_timestamp: z.iso.datetime({ offset: true }).optional(),
  end_timestamp: z.iso.datetime({ offset: true }).optional(),
});
export type TraceQuery = z.infer<typeof traceQuerySchema>;
