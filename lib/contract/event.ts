import { z } from 'zod';
import { approvalInfoSchema, toolCallDeltaSchema, toolCallSchema } from './tool-call';
import { usageSchema } from './usage';
import { userMessageEchoSchema } from './user-message-echo';

/** Fields every event of the native API carries. */
const base = { id: z.string(), sequence_id: z.number(), created_at: z.string() };
const threaded = { ...base, thread_id: z.string() };
const callRefs = z.array(z.object({ id: z.string() }));

export const turnCreatedSchema = z.object({
  ...base,
  type: z.literal('turn.created'),
  turn_id: z.string(),
  session_id: z.string(),
  previous_turn_id: z.string().nullable(),
  run_id: z.string(),
  status: z.string(),
});

/** A queued turn begins to run. Shown to those who ask for progress. */
export const turnStartedSchema = z.object({
  ...base,
  type: z.literal('turn.started'),
  turn_id: z.string(),
  /** What the turn goes on from, which was not known while it was queued. */
  previous_turn_id: z.string().nullable(),
});

/** A message joined the turn while it ran, at this place. Shown to those who ask for progress. */
export const turnSteeredSchema = z.object({
  ...base,
  type: z.literal('turn.steered'),
  turn_id: z.string(),
  /** Counts the turn's messages from 1. */
  number: z.number(),
  input: z.array(userMessageEchoSchema),
  created_by: z.string(),
});

/** Streamed increment of a model message; the one with a `finish_reason` closes the message. */
export const modelMessageDeltaSchema = z.object({
  ...threaded,
  type: z.literal('model.message'),
  message_id: z.string(),
  content: z.string().optional(),
  reasoning_content: z.string().optional(),
  tool_calls: z.array(toolCallDeltaSchema).optional(),
  finish_reason: z.string().optional(),
  /** This attempt failed and is repeated: what was said under this message id is replaced. */
  superseded: z.boolean().optional(),
  usage: usageSchema.optional(),
  model: z.string().optional(),
  step_id: z.string().optional(),
});
export type ModelMessageDelta = z.infer<typeof modelMessageDeltaSchema>;

/** The assembled message, as stored and listed. */
export const modelMessageSchema = z.object({
  ...threaded,
  type: z.literal('model.message'),
  message_id: z.string(),
  content: z.string().optional(),
  reasoning_content: z.string().optional(),
  tool_calls: z.array(toolCallSchema).optional(),
  finish_reason: z.string(),
  usage: usageSchema.optional(),
  model: z.string().optional(),
  step_id: z.string().optional(),
});
export type ModelMessage = z.infer<typeof modelMessageSchema>;

export const toolResponseSchema = z.object({
  ...threaded,
  type: z.literal('tool.response'),
  tool_call_id: z.string(),
  content: z.string(),
  is_error: z.boolean(),
  /** How the call ended: `done`, `error`, `denied`, `expired`, `cancelled`. */
  outcome: z.string(),
  duration_ms: z.number(),
  step_id: z.string().optional(),
});

export const toolApprovalRequiredSchema = z.object({
  ...threaded,
  type: z.literal('tool.approval_required'),
  tool_calls: callRefs,
  approvals: z.array(approvalInfoSchema),
});

export const toolResponseRequiredSchema = z.object({
  ...threaded,
  type: z.literal('tool.response_required'),
  tool_calls: callRefs,
  expires_at: z.string(),
});

export const mcpInitializeSchema = z.object({
  ...threaded,
  type: z.literal('mcp.initialize'),
  content: z.array(z.object({ mcp_server_name: z.string(), session_id: z.string() })),
});

export const turnOutputEventSchema = z.union([
  modelMessageSchema,
  toolApprovalRequiredSchema,
  toolResponseRequiredSchema,
]);
export type TurnOutputEvent = z.infer<typeof turnOutputEventSchema>;

export const turnDoneSchema = z.object({
  ...base,
  type: z.literal('turn.done'),
  turn_id: z.string(),
  status: z.enum(['done', 'cancelled', 'error']),
  output: z.array(turnOutputEventSchema).optional(),
  cancellation_reason: z.string().optional(),
  message: z.string().optional(),
  code: z.string().optional(),
  usage: usageSchema,
});

/** What `GET …/turns/{turn}/events` lists. */
export const storedEventSchema = z.union([
  modelMessageSchema,
  toolResponseSchema,
  toolApprovalRequiredSchema,
  toolResponseRequiredSchema,
  mcpInitializeSchema,
]);
export type StoredEvent = z.infer<typeof storedEventSchema>;

/** What a turn's stream delivers, one JSON object per SSE message. */
export const streamEventSchema = z.union([
  turnCreatedSchema,
  modelMessageDeltaSchema,
  toolResponseSchema,
  toolApprovalRequiredSchema,
  toolResponseRequiredSchema,
  mcpInitializeSchema,
  turnDoneSchema,
]);
export type StreamEvent = z.infer<typeof streamEventSchema>;
