import { z } from 'zod';
import { turnOutputEventSchema } from './event';
import { includeSchema } from './opt-in-event';
import { pageQuerySchema } from './pagination';
import { usageSchema } from './usage';
import { userMessageEchoSchema } from './user-message-echo';

/** Text of one item, in UTF-8 bytes. Checked beside the schema, because more is a 413 and not a 400. */
export const textLimitBytes = 1_000_000;

const textPartSchema = z.strictObject({ type: z.literal('text'), text: z.string() });
const filePartSchema = z.strictObject({
  type: z.literal('file_upload'),
  file: z.union([
    z.strictObject({
      filename: z.string().min(1).max(255),
      /** `data:<mime>;base64,<payload>` */
      file_data: z
        .string()
        .regex(
          /^data:[\w.+-]+\/[\w.+-]+;base64,[A-Za-z0-9+/]*={0,2}$/,
          'Give a data URI: data:<mime>;base64,<payload>.',
        ),
    }),
    /** An upload of the same session, by its id. */
    z.strictObject({
      filename: z.string().min(1).max(255).optional(),
      upload_id: z.string().min(1).max(100),
    }),
  ]),
});
export type FilePart = z.infer<typeof filePartSchema>;

export const userMessageSchema = z.strictObject({
  type: z.literal('user.message'),
  content: z.union([
    z.string().min(1, 'A message needs some text.'),
    z
      .array(z.discriminatedUnion('type', [textPartSchema, filePartSchema]))
      .min(1)
      .max(50),
  ]),
});
export type UserMessage = z.infer<typeof userMessageSchema>;

/** Decides a call that waits. `arguments` replaces what the model asked for; the change is kept on record. */
export const userToolApprovalSchema = z.strictObject({
  type: z.literal('user.tool_approval'),
  thread_id: z.string().max(200).default('main'),
  tool_call_id: z.string().max(200),
  approval: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('allow'), arguments: z.record(z.string(), z.unknown()).optional() }),
    z.strictObject({ status: z.literal('deny'), reason: z.string().max(10_000).optional() }),
  ]),
});
export type UserToolApproval = z.infer<typeof userToolApprovalSchema>;

export const userToolResponseSchema = z.strictObject({
  type: z.literal('user.tool_response'),
  thread_id: z.string().max(200).default('main'),
  tool_call_id: z.string().max(200),
  content: z.string(),
});
export type UserToolResponse = z.infer<typeof userToolResponseSchema>;

export const turnInputItemSchema = z.discriminatedUnion('type', [
  userMessageSchema,
  userToolApprovalSchema,
  userToolResponseSchema,
]);
export type TurnInputItem = z.infer<typeof turnInputItemSchema>;

export const turnCreateSchema = z.strictObject({
  input: z.array(turnInputItemSchema).max(200).nullish(),
  previous_turn_id: z.union([z.literal('auto'), z.uuid()]).default('auto'),
  stream: z.boolean().default(true),
  if_running: z.enum(['cancel', 'reject', 'queue', 'steer']).default('cancel'),
});
export type TurnCreate = z.infer<typeof turnCreateSchema>;

export const turnStatusSchema = z.enum(['queued', 'running', 'done', 'cancelled', 'error']);
export type TurnStatus = z.infer<typeof turnStatusSchema>;

/** Input as it is shown back. */
export const turnInputEchoSchema = z.union([
  userMessageEchoSchema,
  userToolApprovalSchema,
  userToolResponseSchema,
]);
export type TurnInputEcho = z.infer<typeof turnInputEchoSchema>;

export const turnSchema = z.object({
  id: z.string(),
  session_id: z.string(),
  previous_turn_id: z.string().nullable(),
  run_id: z.string(),
  input: z.array(turnInputEchoSchema),
  status: turnStatusSchema,
  /** The place of a queued turn in its session's queue, 1 for the one that starts next; null for every other. */
  queue_position: z.number().int().nullable(),
  output: z.array(turnOutputEventSchema),
  cancellation_reason: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  usage: usageSchema,
  created_at: z.string(),
  /** Later than `created_at` for a turn that was queued; null while it is. */
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  created_by: z.string(),
});
export type Turn = z.infer<typeof turnSchema>;

export const turnParamsSchema = z.strictObject({ session_id: z.string().max(100), turn_id: z.uuid() });
export const turnListQuerySchema = pageQuerySchema.extend({ order: z.enum(['asc', 'desc']).default('desc') });
export const turnEventsQuerySchema = pageQuerySchema.extend({
  order: z.enum(['asc', 'desc']).default('asc'),
  include: includeSchema,
});
export const turnStreamQuerySchema = z.strictObject({
  after_sequence_id: z.coerce.number().int().min(0).optional(),
  include: includeSchema,
});
