import { z } from 'zod';
import { resourceNameSchema, secretStateSchema, stampsSchema } from './names';

export const providerTypeSchema = z.enum(['openai', 'anthropic', 'google', 'openai_compatible', 'simulated']);
export type ProviderType = z.infer<typeof providerTypeSchema>;

/** USD per million tokens. */
export const pricesSchema = z.object({
  input: z.number().min(0),
  output: z.number().min(0),
  cache_read: z.number().min(0).optional(),
  cache_write: z.number().min(0).optional(),
});
export type Prices = z.infer<typeof pricesSchema>;

export const providerModelSchema = z.strictObject({
  id: z.string().min(1).max(200),
  context_window: z.number().int().min(1).optional(),
  prices: pricesSchema.optional(),
});
export type ProviderModel = z.infer<typeof providerModelSchema>;

export const providerCreateSchema = z.strictObject({
  name: resourceNameSchema,
  type: providerTypeSchema,
  /** Needed for `openai_compatible`; the provider's own address otherwise. */
  base_url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullish(),
  auth: z.strictObject({ api_key: z.string().min(1).max(10_000).optional() }).default({}),
  /** Empty: the provider's own list. */
  models: z.array(providerModelSchema).max(500).default([]),
});
export type ProviderCreate = z.infer<typeof providerCreateSchema>;

export const providerPatchSchema = z.strictObject({
  base_url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullish(),
  auth: z.strictObject({ api_key: z.string().min(1).max(10_000) }).optional(),
  models: z.array(providerModelSchema).max(500).optional(),
  enabled: z.boolean().optional(),
});
export type ProviderPatch = z.infer<typeof providerPatchSchema>;

export const providerSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: providerTypeSchema,
  base_url: z.string().nullable(),
  auth: z.object({ api_key: secretStateSchema }),
  models: z.array(providerModelSchema),
  enabled: z.boolean(),
  ...stampsSchema.shape,
});
export type Provider = z.infer<typeof providerSchema>;

export const modelSchema = z.object({
  name: z.string(),
  provider: z.string(),
  provider_type: providerTypeSchema,
  context_window: z.number().nullable(),
  prices: pricesSchema.nullable(),
  modalities: z.array(z.string()),
  simulated: z.boolean(),
});
export type Model = z.infer<typeof modelSchema>;

/** What one small real call to a provider found. */
export const providerCheckSchema = z.object({
  ok: z.boolean(),
  latency_ms: z.number(),
  model: z.string().nullable(),
  error: z.string().nullable(),
});
export type ProviderCheck = z.infer<typeof providerCheckSchema>;

/** A provider that this machine seems to have: a key in the environment, or an Ollama that answers. */
export const providerOfferSchema = z.object({
  name: z.string(),
  type: providerTypeSchema,
  base_url: z.string().nullable(),
  /** Where it was found, such as `OPENAI_API_KEY`. Accepting an offer needs no key to be typed. */
  source: z.string(),
  model_count: z.number().nullable(),
});
export type ProviderOffer = z.infer<typeof providerOfferSchema>;
export const providerOfferAcceptSchema = z.strictObject({ source: z.string().min(1).max(100) });
