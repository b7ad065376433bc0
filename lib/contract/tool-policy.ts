import { z } from 'zod';
import { mcpToolSchema } from './mcp-server';
import { pageQuerySchema } from './pagination';
import { toolEffectSchema, toolStateSchema } from './tool-effect';

/** Query of the list of tool policies. `effect` is the flag that counts: changed tools are found under `unset`. */
export const toolPolicyQuerySchema = pageQuerySchema.extend({
  effect: toolEffectSchema.optional(),
  state: toolStateSchema.optional(),
  server: z.string().max(64).optional(),
  search: z.string().max(200).optional(),
});
export type ToolPolicyQuery = z.infer<typeof toolPolicyQuerySchema>;

/** A tool with its flag and how it was used in the last 30 days. */
export const toolPolicySchema = mcpToolSchema.extend({
  /** The flag that counts: `unset` while the definition differs from the one that was flagged. */
  effective_effect: toolEffectSchema,
  calls_30_days: z.number(),
  /** Calls that were refused: denied, expired or forbidden. */
  refused_30_days: z.number(),
});
export type ToolPolicy = z.infer<typeof toolPolicySchema>;
