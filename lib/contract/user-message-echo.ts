import { z } from 'zod';

/** A message as it is shown back: files by name, type and size, never their bytes. */
export const userMessageEchoSchema = z.object({
  type: z.literal('user.message'),
  content: z.union([
    z.string(),
    z.array(
      z.union([
        z.object({ type: z.literal('text'), text: z.string() }),
        z.object({
          type: z.literal('file_upload'),
          file: z.object({
            filename: z.string(),
            media_type: z.string(),
            size_bytes: z.number(),
            digest: z.string(),
            url: z.string(),
          }),
        }),
      ]),
    ),
  ]),
});
export type UserMessageEcho = z.infer<typeof userMessageEchoSchema>;
