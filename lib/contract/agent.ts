import { z } from 'zod';
import { agentManifestSchema } from './agent-manifest';
import { stampsSchema } from './names';

/** Creates an agent, or the next version of an existing one. `if_version`: refuse with 409 unless it is the latest. */
export const agentUpsertSchema = z.strictObject({
  manifest: agentManifestSchema,
  note: z.string().max(1000).default(''),
  if_version: z.number().int().min(0).optional(),
});
export type AgentUpsert = z.infer<typeof agentUpsertSchema>;

export const agentSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number(),
  manifest: agentManifestSchema,
  aliases: z.record(z.string(), z.number()),
  ...stampsSchema.shape,
});
export type Agent = z.infer<typeof agentSchema>;

/** What saving answers: the agent, and what in its definition should be looked at. */
export const savedAgentSchema = z.object({ data: agentSchema, warnings: z.array(z.string()) });

/** A row of the agents page: what it is and how it has been doing. */
export const agentSummarySchema = agentSchema.omit({ manifest: true }).extend({
  description: z.string(),
  tags: z.array(z.string()),
  model: z.string(),
  model_simulated: z.boolean(),
  mcp_servers: z.array(z.string()),
  skills: z.array(z.string()),
  last_run_at: z.string().nullable(),
  week_runs: z.number(),
  week_cost_usd: z.number(),
});
export type AgentSummary = z.infer<typeof agentSummarySchema>;

export const agentVersionSchema = z.object({
  version: z.number(),
  manifest: agentManifestSchema,
  digest: z.string(),
  note: z.string(),
  created_at: z.string(),
  created_by: z.string(),
});
export type AgentVersion = z.infer<typeof agentVersionSchema>;

/** What a definition adds to the first model call, in tokens, piece by piece: the meter beside the builder. */
export const contextEstimateSchema = z.object({
  harness: z.number(),
  instructions: z.number(),
  skills: z.number(),
  tools: z.number(),
  total: z.number(),
  context_window: z.number().nullable(),
  input_cost_usd: z.number().nullable(),
  servers: z.record(z.string(), z.object({ now: z.number(), preloaded: z.number(), deferred: z.number() })),
  skill_tokens: z.record(
    z.string(),
    z.object({ now: z.number(), preloaded: z.number(), deferred: z.number() }),
  ),
  /** Names that this organisation does not have: the run would stop at them. */
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
});
export type ContextEstimate = z.infer<typeof contextEstimateSchema>;
