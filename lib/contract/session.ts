import { z } from 'zod';
import { agentManifestSchema } from './agent-manifest';
import { pageQuerySchema } from './pagination';
import { resourceNameSchema } from './names';

const metadataSchema = z.record(z.string().max(64), z.string().max(512));

/** A session of a saved agent, pinned to a version, or of a draft that nobody has saved. */
export const sessionCreateSchema = z.union([
  z.strictObject({
    agent_name: resourceNameSchema,
    version: z.number().int().min(1).optional(),
    title: z.string().max(200).optional(),
    metadata: metadataSchema.optional(),
  }),
  z.strictObject({
    draft: z.strictObject({ manifest: agentManifestSchema }),
    title: z.string().max(200).optional(),
    metadata: metadataSchema.optional(),
  }),
]);
export type SessionCreate = z.infer<typeof sessionCreateSchema>;

export const sessionPatchSchema = z.strictObject({
  title: z.string().max(200).optional(),
  metadata: metadataSchema.optional(),
});
export const sessionDraftPatchSchema = z.strictObject({ manifest: agentManifestSchema });

export const sessionStateSchema = z.enum(['idle', 'running', 'waiting', 'queued']);

export const sessionSchema = z.object({
  id: z.string(),
  agent_name: z.string(),
  agent_version: z.number().nullable(),
  draft: z.boolean(),
  title: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  state: sessionStateSchema,
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

/** One session with the definition it runs: the pinned version's, or the draft's as it stands. */
export const sessionDetailSchema = sessionSchema.extend({ manifest: agentManifestSchema });
export type SessionDetail = z.infer<typeof sessionDetailSchema>;

export const sessionQuerySchema = pageQuerySchema.extend({
  agent_name: z.string().max(64).optional(),
  created_by_subject_slug: z.string().max(200).optional(),
  start_timestamp: z.iso.datetime({ offset: true }).optional(),
  end_timestamp: z.iso.datetime({ offset: true }).optional(),
});
export type SessionQuery = z.infer<typeof sessionQuerySchema>;

export const sessionParamsSchema = z.strictObject({ session_id: z.string().max(100) });
export const attachmentParamsSchema = z.strictObject({
  session_id: z.string().max(100),
  digest: z.string().max(100),
});
