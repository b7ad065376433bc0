import { z } from 'zod';
import { resourceNameSchema, stampsSchema } from './names';

export const skillFileSchema = z.strictObject({
  path: z
    .string()
    .min(1)
    .max(500)
    .regex(
      /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))(?!.*\/\/)[^\\\0]+[^/\\\0]$|^[^/\\\0.]$/,
      'Use a relative path with forward slashes, without "." or ".." parts.',
    ),
  content: z.string().max(10_000_000),
});
export type SkillFile = z.infer<typeof skillFileSchema>;

/** Publishes the next version. `if_version` guards against overwriting what somebody else published meanwhile. */
export const skillPublishSchema = z.strictObject({
  name: resourceNameSchema,
  files: z.array(skillFileSchema).min(1).max(500),
  note: z.string().max(1000).default(''),
  if_version: z.number().int().min(0).optional(),
});
export type SkillPublish = z.infer<typeof skillPublishSchema>;

/** The front matter of SKILL.md in the open Agent Skills format. Keys we do not know are kept. */
export const skillFrontMatterSchema = z.looseObject({
  name: resourceNameSchema,
  description: z.string().min(1).max(1024),
});

export const skillVersionSchema = z.object({
  version: z.number(),
  digest: z.string(),
  description: z.string(),
  note: z.string(),
  /** Tokens of name and description, and of the body when it is read. */
  tokens: z.object({ up_front: z.number(), when_read: z.number() }),
  created_at: z.string(),
  created_by: z.string(),
});
export type SkillVersion = z.infer<typeof skillVersionSchema>;

export const skillVersionDetailSchema = skillVersionSchema.extend({
  name: z.string(),
  files: z.array(skillFileSchema),
});
export type SkillVersionDetail = z.infer<typeof skillVersionDetailSchema>;

export const skillSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  version: z.number(),
  used_by: z.array(z.object({ agent: z.string(), version: z.number().nullable() })),
  ...stampsSchema.shape,
});
export type Skill = z.infer<typeof skillSchema>;
