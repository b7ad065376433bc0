import { z } from 'zod';
import {
  providerCreateSchema,
  providerTypeSchema,
  type Provider,
  type ProviderCreate,
  type ProviderModel,
  type ProviderPatch,
} from '@/lib/contract/provider';

const modelValuesSchema = z.object({
  id: z.string(),
  context_window: z.string(),
  prices: z.object({
    input: z.string(),
    output: z.string(),
    cache_read: z.string(),
    cache_write: z.string(),
  }),
});

const valuesSchema = z.object({
  type: providerTypeSchema,
  name: z.string(),
  base_url: z.string(),
  auth: z.object({ api_key: z.string() }),
  models: z.array(modelValuesSchema),
});

/** The provider form as it is typed: figures are text until they are sent. */
export type ProviderValues = z.infer<typeof valuesSchema>;
export type ModelValues = ProviderValues['models'][number];

/** Checks what is typed with the schema of the API, whose fields have the same names. */
export const providerFormSchema = valuesSchema
  .transform(toCreate)
  .pipe(providerCreateSchema)
  .superRefine((provider, context) => {
    if (provider.type === 'openai_compatible' && !provider.base_url) {
      context.addIssue({
        code: 'custom',
        path: ['base_url'],
        message: 'Enter the base URL, such as http://127.0.0.1:11434/v1.',
      });
    }
  });

export const blankModel: ModelValues = {
  id: '',
  context_window: '',
  prices: { input: '', output: '', cache_read: '', cache_write: '' },
};

export const blankProvider: ProviderValues = {
  type: 'openai',
  name: 'openai',
  base_url: '',
  auth: { api_key: '' },
  models: [],
};

/** A stored provider in the form. Its key never comes back, so that field is empty. */
export function providerValues(provider: Provider): ProviderValues {
  return {
    type: provider.type,
    name: provider.name,
    base_url: provider.base_url ?? '',
    auth: { api_key: '' },
    models: provider.models.map((model) => ({
      id: model.id,
      context_window: text(model.context_window),
      prices: {
        input: text(model.prices?.input),
        output: text(model.prices?.output),
        cache_read: text(model.prices?.cache_read),
        cache_write: text(model.prices?.cache_write),
      },
    })),
  };
}

/** What a change sends: the key only when one was typed. */
export function toPatch({ base_url, auth, models }: ProviderCreate): ProviderPatch {
  return {
    base_url: base_url ?? null,
    models,
    ...(auth.api_key === undefined ? {} : { auth: { api_key: auth.api_key } }),
  };
}

/** Whether the stored key would be dropped: it is bound to the origin it was entered for. */
export function movesAway(provider: Provider, typedUrl: string): boolean {
  if (!provider.auth.api_key.set) return false;
  return originOf(provider.base_url ?? '') !== originOf(typedUrl.trim());
}

function toCreate(values: ProviderValues): unknown {
  const key = values.auth.api_key.trim();
  return {
    type: values.type,
    name: values.name.trim(),
    base_url: values.base_url.trim() === '' ? null : values.base_url.trim(),
    auth: key === '' ? {} : { api_key: key },
    models: values.models.map(toModel),
  };
}

function toModel({ id, context_window, prices }: ModelValues): Record<keyof ProviderModel, unknown> {
  const hasPrice = Object.values(prices).some((price) => price.trim() !== '');
  return {
    id: id.trim(),
    context_window: figure(context_window),
    prices: hasPrice
      ? {
          input: figure(prices.input),
          output: figure(prices.output),
          cache_read: figure(prices.cache_read),
          cache_write: figure(prices.cache_write),
        }
      : undefined,
  };
}

/** Text that is no number stays text, so that the schema says so beside the field. */
function figure(typed: string): number | string | undefined {
  const plain = typed.trim().replace(',', '.');
  if (plain === '') return undefined;
  const value = Number(plain);
  return Number.isNaN(value) ? typed : value;
}

function text(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function originOf(url: string): string {
  try {
    return url === '' ? '' : new URL(url).origin;
  } catch {
    return url;
  }
}
