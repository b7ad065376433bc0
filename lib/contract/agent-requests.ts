import { z } from 'zod';
import { agentManifestSchema } from './agent-manifest';
import { resourceNameSchema } from './names';
import { pageQuerySchema } from './pagination';

/** A number in a path or a query: versions count from one. */
export const versionTextSchema = z.coerce
  .number()
  .int('Versions are whole numbers from 1 on.')
  .min(1)
  .max(2_147_483_647);

export const agentListQuerySchema = pageQuerySchema.extend({
  /** Part of a name or description. */
  search: z.string().max(200).optional(),
  tag: z.string().max(64).optional(),
});

export const agentQuerySchema = z.strictObject({ version: versionTextSchema.optional() });
export const agentDiffQuerySchema = z.strictObject({ from: versionTextSchema, to: versionTextSchema });
export const agentEstimateSchema = z.strictObject({ manifest: agentManifestSchema });

/** Points a name such as `production` at a version. `latest` is kept by the registry itself. */
export const agentAliasPutSchema = z.strictObject({ version: z.number().int().min(1).max(2_147_483_647) });
export const agentAliasNameSchema = resourceNameSchema.refine(
  (alias) => alias !== 'latest',
  'The alias "latest" always follows the newest version. Choose another name.',
);

/** One difference between two versions: a path such as `mcp_servers[billing].preload`. Absent sides are missing. */
export const agentDifferenceSchema = z.object({
  path: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type AgentDifference = z.infer<typeof agentDifferenceSchema>;
export const agentDiffSchema = z.object({
  from: z.number(),
  to: z.number(),
  changes: z.array(agentDifferenceSchema),
});
export type AgentDiff = z.infer<typeof agentDiffSchema>;
