import type { Prices } from '@/lib/contract/provider';
import type { ProviderRecord } from '@/lib/storage/providers';
import type { ModelUsage } from '../model-port';
import { catalogueCost } from './price-catalogue';

type TokenCounts = Pick<ModelUsage, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens'>;

const perMillion = 1_000_000;

/** What one call costs: by the organisation's own prices where it set some, else by list prices; null when unknown. */
export function callCost(provider: ProviderRecord, modelId: string, usage: TokenCounts): number | null {
  if (provider.type === 'simulated') return 0;
  const own = provider.models.find((model) => model.id === modelId)?.prices;
  return own ? costByPrices(own, usage) : catalogueCost(provider, modelId, usage);
}

function costByPrices(prices: Prices, usage: TokenCounts): number {
  const uncached = Math.max(0, usage.inputTokens - usage.cacheReadTokens - usage.cacheWriteTokens);
  const sum =
    uncached * prices.input +
    usage.cacheReadTokens * (prices.cache_read ?? prices.input) +
    usage.cacheWriteTokens * (prices.cache_write ?? prices.input) +
    usage.outputTokens * prices.output;
  return sum / perMillion;
}
