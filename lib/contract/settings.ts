import { z } from 'zod';

/** Origins an organisation may list. */
export const originsMax = 50;

const originForm = 'Give an origin such as "https://app.example.com", without a path or a slash at its end.';

/** An origin as browsers send it: scheme, host and port, nothing after. */
export const originSchema = z
  .url({ protocol: /^https?$/, error: originForm })
  .max(300)
  .refine((text) => URL.canParse(text) && new URL(text).origin === text, {
    message: originForm,
  });

/** What an organisation sets for itself. */
export const settingsSchema = z.object({
  /** Web origins whose pages may call the API with a key. None: no page but ours may. */
  allowed_origins: z.array(z.string()),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsPatchSchema = z.strictObject({
  allowed_origins: z.array(originSchema).max(originsMax).optional(),
});
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;
