import { z } from 'zod';
import { resourceNameSchema, secretStateSchema, stampsSchema } from './names';
import { toolAnnotationsSchema, toolEffectSchema } from './tool-effect';

/** Reserved by the harness for its own tools. */
export const reservedServerNames: readonly string[] = ['harness', 'client'];

const serverAuthInputSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({
    type: z.literal('header'),
    header: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,100}$/)
      .default('Authorization'),
    /** Write-only; leave out on a PATCH to keep the stored one. */
    value: z.string().min(1).max(10_000).optional(),
  }),
]);

export const mcpServerCreateSchema = z.strictObject({
  name: resourceNameSchema,
  description: z.string().max(1024).default(''),
  transport: z.literal('streamable_http').default('streamable_http'),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  auth: serverAuthInputSchema.default({ type: 'none' }),
});
export type McpServerCreate = z.infer<typeof mcpServerCreateSchema>;

export const mcpServerPatchSchema = z.strictObject({
  description: z.string().max(1024).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  auth: serverAuthInputSchema.optional(),
  enabled: z.boolean().optional(),
});
export type McpServerPatch = z.infer<typeof mcpServerPatchSchema>;

export const mcpServerSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  transport: z.string(),
  url: z.string().nullable(),
  auth: z.object({ type: z.string(), header: z.string().nullable(), value: secretStateSchema }),
  builtin: z.boolean(),
  enabled: z.boolean(),
  tool_count: z.number(),
  unreviewed_tool_count: z.number(),
  tools_synced_at: z.string().nullable(),
  last_error: z.string().nullable(),
  ...stampsSchema.shape,
});
export type McpServer = z.infer<typeof mcpServerSchema>;

export const mcpToolSchema = z.object({
  id: z.string(),
  server: z.string(),
  name: z.string(),
  description: z.string(),
  input_schema: z.record(z.string(), z.unknown()),
  output_schema: z.record(z.string(), z.unknown()).nullable(),
  annotations: toolAnnotationsSchema,
  suggested_effect: toolEffectSchema.nullable(),
  effect: toolEffectSchema,
  idempotent: z.boolean(),
  enabled: z.boolean(),
  digest: z.string(),
  /** `new` until an admin has set a flag; `changed` when the definition differs from the one that was flagged. */
  state: z.enum(['ok', 'new', 'changed']),
  /** Tokens its schema adds to the context when preloaded. */
  token_count: z.number(),
  updated_at: z.string(),
});
export type McpTool = z.infer<typeof mcpToolSchema>;

const toolFlagsPatchSchema = z.strictObject({
  effect: toolEffectSchema.optional(),
  idempotent: z.boolean().optional(),
  enabled: z.boolean().optional(),
});
export const mcpToolPatchSchema = toolFlagsPatchSchema.extend({
  /** Digest of the definition that was looked at: a tool that changed since is not flagged. */
  if_digest: z.string().optional(),
});
export type McpToolPatch = z.infer<typeof mcpToolPatchSchema>;

/** Flags many tools at once; `accept_hints` writes what each server suggests of its own tools. */
export const toolBulkPatchSchema = z.strictObject({
  tools: z
    .array(
      z.strictObject({
        server: resourceNameSchema,
        name: z.string(),
        if_digest: mcpToolPatchSchema.shape.if_digest,
      }),
    )
    .min(1)
    .max(1000),
  patch: z.union([toolFlagsPatchSchema, z.strictObject({ accept_hints: z.literal(true) })]),
});
export type ToolBulkPatch = z.infer<typeof toolBulkPatchSchema>;

/** What a check of a server found: sent after registering it and by "test connection". */
export const mcpServerCheckSchema = z.object({
  ok: z.boolean(),
  latency_ms: z.number(),
  tool_count: z.number().nullable(),
  error: z.string().nullable(),
});
export type McpServerCheck = z.infer<typeof mcpServerCheckSchema>;
