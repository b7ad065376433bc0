import { z } from 'zod';
import { agentManifestSchema, manifestClientToolSchema } from './agent-manifest';
import { pageQuerySchema } from './pagination';
import { resourceNameSchema } from './names';

const metadataSchema = z.record(z.string().max(64), z.string().max(512));

const common = {
  /** Null as clients say that there is none; the first message then gives the session its title. */
  title: z.string().max(200).nullish(),
  metadata: metadataSchema.optional(),
  /** Tools that this session's own caller answers with `user.tool_response`, beside those of the definition. */
  client_tools: z.array(manifestClientToolSchema).max(100).optional(),
};

/**
 * A session of a saved agent or of a draft that nobody has saved. It stays at the version it began with, the latest
 * or the one that is named, unless it follows an `alias` such as `production` or `latest`.
 */
export const sessionCreateSchema = z.union([
  z
    .strictObject({
      agent_name: resourceNameSchema,
      version: z.number().int().min(1).max(2_147_483_647).optional(),
      alias: resourceNameSchema.optional(),
      ...common,
    })
    .refine(({ version, alias }) => version === undefined || alias === undefined, {
      message: 'A session stays at a version or follows an alias. Name one of the two.',
      path: ['alias'],
    }),
  z.strictObject({ draft: z.strictObject({ manifest: agentManifestSchema }), ...common }),
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
  /** The alias whose version each new message gets; null for a session that stays at its version. */
  agent_alias: z.string().nullable(),
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
