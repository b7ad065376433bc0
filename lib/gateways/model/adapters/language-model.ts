import type { LanguageModelV3 } from '@ai-sdk/provider';
import type { ProviderType } from '@/lib/contract/provider';
import { assertNever } from '@/lib/platform/assert-never';
import type { GuardedFetch } from '@/lib/gateways/outbound/guarded-fetch';
import { withJoinedDeltas } from './join-deltas';

/** Everything a vendor's client is made of. */
export type AdapterSettings = {
  type: Exclude<ProviderType, 'simulated'>;
  baseUrl: string;
  apiKey: string | undefined;
  fetch: GuardedFetch;
};

/** Gives the vendor's model of an id. `extraBody` reaches the request as it is: parameters that only the vendor knows. */
export type LanguageModelFactory = (
  modelId: string,
  extraBody: Readonly<Record<string, unknown>>,
) => LanguageModelV3;

/** Key under which options and metadata of an OpenAI-compatible server travel through its adapter. */
export const compatibleOptionsKey = 'compatible';

const openaiOrigin = 'https://api.openai.com';
// Vendors' clients look for a key in the environment when given none; an empty one would be sent as it is.
const noKey = 'none';
const modelsMax = 200;

/** Makes a provider's client. The vendor's package is loaded with its first use. */
export async function createLanguageModelFactory(settings: AdapterSettings): Promise<LanguageModelFactory> {
  return keepModels(await loadFactory(settings));
}

/** A model holds no state of a call, and making one compiles schemas: the same one serves every call of its kind. */
function keepModels(make: LanguageModelFactory): LanguageModelFactory {
  const kept = new Map<string, LanguageModelV3>();
  return (modelId, extraBody) => {
    const key = JSON.stringify([modelId, extraBody]);
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= modelsMax) kept.clear();
    const model = make(modelId, extraBody);
    kept.set(key, model);
    return model;
  };
}

async function loadFactory(settings: AdapterSettings): Promise<LanguageModelFactory> {
  const baseURL = settings.baseUrl;
  const apiKey = settings.apiKey ?? noKey;
  switch (settings.type) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      // Only OpenAI itself is sure to speak Responses; whatever stands at another address speaks chat completions.
      const speaksResponses = new URL(baseURL).origin === openaiOrigin;
      return (modelId, extraBody) => {
        const fetch = speaksResponses ? settings.fetch : withJoinedDeltas(settings.fetch);
        const client = createOpenAI({ baseURL, apiKey, fetch: withExtraBody(fetch, extraBody) });
        return speaksResponses ? client.responses(modelId) : client.chat(modelId);
      };
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return (modelId, extraBody) =>
        createAnthropic({ baseURL, apiKey, fetch: withExtraBody(settings.fetch, extraBody) }).languageModel(
          modelId,
        );
    }
    case 'google': {
      const { createGoogleGenerativeAI } = await import('@ai-sdk/google');
      return (modelId, extraBody) =>
        createGoogleGenerativeAI({
          baseURL,
          apiKey,
          fetch: withExtraBody(settings.fetch, extraBody),
        }).languageModel(modelId);
    }
    case 'openai_compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return (modelId, extraBody) =>
        createOpenAICompatible({
          name: compatibleOptionsKey,
          baseURL,
          ...(settings.apiKey === undefined ? {} : { apiKey: settings.apiKey }),
          includeUsage: true,
          supportsStructuredOutputs: true,
          fetch: withExtraBody(withJoinedDeltas(settings.fetch), extraBody),
        }).chatModel(modelId);
    }
    default:
      return assertNever(settings.type);
  }
}

function withExtraBody(fetch: GuardedFetch, extraBody: Readonly<Record<string, unknown>>): GuardedFetch {
  if (Object.keys(extraBody).length === 0) return fetch;
  return (input, init) => {
    if (typeof init?.body !== 'string') return fetch(input, init);
    const body: unknown = JSON.parse(init.body);
    if (!isObject(body)) return fetch(input, init);
    return fetch(input, { ...init, body: JSON.stringify(mergeMissing(body, extraBody)) });
  };
}

/** What the adapter wrote stands: an extra parameter adds, it does not replace messages, tools or the model. */
function mergeMissing(
  body: Record<string, unknown>,
  extra: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged = { ...body };
  for (const [key, value] of Object.entries(extra)) {
    const present = merged[key];
    if (present === undefined) merged[key] = value;
    else if (isObject(present) && isObject(value)) merged[key] = mergeMissing(present, value);
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
