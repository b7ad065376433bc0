import { z } from 'zod';

/** Metadata of the server behind a call. Built-in tools carry the reserved server `harness`. */
export const toolInfoSchema = z.object({
  mcp_server_id: z.string(),
  mcp_server_name: z.string(),
  original_tool_name: z.string(),
  is_approval_required: z.boolean().optional(),
  is_deferred: z.boolean().optional(),
  is_client_side: z.boolean().optional(),
});
export type ToolInfo = z.infer<typeof toolInfoSchema>;

export const toolCallSchema = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
  tool_info: toolInfoSchema.optional(),
});
export type ToolCall = z.infer<typeof toolCallSchema>;

/** A chunk of a call, merged by `index`; id, type, name and tool_info come with the first chunk only. */
export const toolCallDeltaSchema = z.object({
  index: z.number(),
  id: z.string().optional(),
  type: z.literal('function').optional(),
  function: z.object({ name: z.string().optional(), arguments: z.string().optional() }),
  tool_info: toolInfoSchema.optional(),
});
export type ToolCallDelta = z.infer<typeof toolCallDeltaSchema>;

/** Why a call waits and what exactly is being asked, as the approval card shows it. */
export const approvalInfoSchema = z.object({
  tool_call_id: z.string(),
  server: z.string(),
  tool: z.string(),
  kind: z.enum(['approval', 'unknown_outcome']),
  /** The rule that gates it, in words. */
  reason: z.string(),
  policy: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  arguments_digest: z.string(),
  tool_digest: z.string(),
  expires_at: z.string(),
});
export type ApprovalInfo = z.infer<typeof approvalInfoSchema>;
