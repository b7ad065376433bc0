import { z } from 'zod';

/** Bytes an upload may have. */
export const uploadLimitBytes = 100_000_000;
/** What one image of a message may have: providers take no more. */
export const imageLimitBytes = 10_000_000;
/** What the images of one message, and of one request to a model, may have together. */
export const imagesLimitBytes = 30_000_000;

/** A file of a session: an upload, or one that a message brought. Its type is what its bytes say, whatever was declared. */
export const sessionFileSchema = z.object({
  id: z.string(),
  /** Unique in the session; a second file of that name gets a number. */
  path: z.string(),
  media_type: z.string(),
  size_bytes: z.number(),
  digest: z.string(),
  source: z.enum(['upload', 'message']),
  url: z.string(),
  created_at: z.string(),
  created_by: z.string(),
});
export type SessionFile = z.infer<typeof sessionFileSchema>;

/** The name of a raw upload; a multipart one carries its own. */
export const uploadQuerySchema = z.strictObject({ filename: z.string().min(1).max(255).optional() });

const pathSchema = z.union([z.string(), z.array(z.string())]).transform((path) => [path].flat().join('/'));
export const sessionFileParamsSchema = z.strictObject({
  session_id: z.string().max(100),
  path: pathSchema.pipe(z.string().min(1).max(300)),
});
