import { z } from 'zod';
import { agentManifestSchema } from './agent-manifest';
import { agentDifferenceSchema } from './agent-requests';

/** Definitions as files hold them. A YAML body is one document a definition. */
export const agentApplySchema = z.strictObject({
  manifests: z.array(agentManifestSchema).min(1).max(50),
  note: z.string().max(1000).default(''),
});
export type AgentApply = z.infer<typeof agentApplySchema>;

/** `?dry_run` and `?dry_run=true` are the same. */
export const agentApplyQuerySchema = z.strictObject({
  dry_run: z
    .enum(['', 'true', 'false'])
    .default('false')
    .transform((text) => text !== 'false'),
});

/** What becomes, or would become, of each agent. `version` is the one it ends at. */
export const agentApplyResultSchema = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      action: z.enum(['created', 'updated', 'unchanged']),
      version: z.number(),
      changes: z.array(agentDifferenceSchema),
      warnings: z.array(z.string()),
    }),
  ),
  dry_run: z.boolean(),
});
export type AgentApplyResult = z.infer<typeof agentApplyResultSchema>;

/** Changes of a definition, key by key; a key that is null goes. Everything else stays as the latest version has it. */
export const agentPatchSchema = z.strictObject({
  manifest: z
    .record(z.string(), z.unknown())
    .refine(
      (manifest) => !('name' in manifest),
      'An agent keeps its name. Save the definition under a new one.',
    ),
  note: z.string().max(1000).default(''),
  if_version: z.number().int().min(1).optional(),
});
export type AgentPatch = z.infer<typeof agentPatchSchema>;
