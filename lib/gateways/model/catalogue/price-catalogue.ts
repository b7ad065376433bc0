import { calcPrice, findProvider, type ModelPrice, type PriceCalculation } from '@pydantic/genai-prices';
import type { Prices, ProviderType } from '@/lib/contract/provider';
import type { ModelUsage } from '../model-port';
import { providerAddress } from '../provider-address';

/** What the catalogue needs to know of a provider. The data comes with the package; it is never fetched. */
export type CatalogueProvider = { type: ProviderType; baseUrl: string | null };

type TokenCounts = Pick<ModelUsage, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens'>;

export type CatalogueModel = { contextWindow: number | null; prices: Prices | null };

/** Window and list prices of a model, dated names included; undefined when the catalogue does not know it. */
export function findCatalogueModel(provider: CatalogueProvider, modelId: string): CatalogueModel | undefined {
  const found = priceOf(provider, modelId, { input_tokens: 0, output_tokens: 0 });
  if (!found) return undefined;
  return { contextWindow: found.model.context_window ?? null, prices: toPrices(found.model_price) };
}

/** Ids of every model the catalogue lists for a provider that is still offered. */
export function listCatalogueModelIds(type: ProviderType): string[] {
  const provider = findProvider({ providerId: type });
  return (provider?.models ?? []).filter((model) => model.deprecated !== true).map((model) => model.id);
}

/** What a call costs by list prices, long-context tiers included; null when no price is known. */
export function catalogueCost(
  provider: CatalogueProvider,
  modelId: string,
  usage: TokenCounts,
): number | null {
  const found = priceOf(provider, modelId, {
    // Servers that miscount must not make a price impossible: cached tokens are part of the input.
    input_tokens: Math.max(usage.inputTokens, usage.cacheReadTokens + usage.cacheWriteTokens),
    output_tokens: usage.outputTokens,
    cache_read_tokens: usage.cacheReadTokens,
    cache_write_tokens: usage.cacheWriteTokens,
  });
  return found ? found.total_price : null;
}

function priceOf(
  provider: CatalogueProvider,
  modelId: string,
  usage: Record<string, number>,
): PriceCalculation | null {
  if (provider.type === 'simulated') return null;
  if (provider.type !== 'openai_compatible') return calcPrice(usage, modelId, { providerId: provider.type });
  const address = providerAddress(provider);
  return address === null ? null : calcPrice(usage, modelId, { providerApiUrl: address });
}

function toPrices(price: ModelPrice): Prices | null {
  const input = basePrice(price['input_mtok']);
  const output = basePrice(price['output_mtok']);
  if (input === undefined || output === undefined) return null;
  const cacheRead = basePrice(price['cache_read_mtok']);
  const cacheWrite = basePrice(price['cache_write_mtok']);
  return {
    input,
    output,
    ...(cacheRead === undefined ? {} : { cache_read: cacheRead }),
    ...(cacheWrite === undefined ? {} : { cache_write: cacheWrite }),
  };
}

function basePrice(price: ModelPrice[string]): number | undefined {
  return typeof price === 'object' ? price.base : price;
}
