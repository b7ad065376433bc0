import { z } from 'zod';

/** Name of a registry resource: lower case letters, digits and single dashes, at most 64 characters. */
export const resourceNameSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'Use lower case letters, digits and single dashes, such as "refund-assistant".',
  );

/** `provider/model`, as agents name a model. */
export const modelNameSchema = z
  .string()
  .min(3)
  .max(200)
  .regex(/^[a-z0-9-]+\/\S+$/, 'Name a model as "provider/model", such as "openai/gpt-5-mini".');

/** What every resource of the registry carries beside its own fields. */
export const stampsSchema = z.object({
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.string(),
});

/** How a stored secret shows: that it is set and its last four characters, never more. */
export const secretStateSchema = z.object({ set: z.boolean(), last4: z.string().nullable() });
