import type { ProviderRecord } from '@/lib/storage/providers';
import type { ModelInfo } from '../model-port';
import { modelModalities } from './model-modalities';
import { findCatalogueModel } from './price-catalogue';

const simulatedContextWindow = 128_000;

/** What is known of a model: the organisation's own row first, then the catalogue. */
export function describeModel(provider: ProviderRecord, modelId: string): ModelInfo {
  const name = `${provider.name}/${modelId}`;
  if (provider.type === 'simulated') {
    const prices = { input: 0, output: 0 };
    return {
      name,
      provider: provider.name,
      contextWindow: simulatedContextWindow,
      prices,
      modalities: ['text'],
      simulated: true,
    };
  }
  const own = provider.models.find(({ id }) => id === modelId);
  const listed = findCatalogueModel(provider, modelId);
  return {
    name,
    provider: provider.name,
    contextWindow: own?.context_window ?? listed?.contextWindow ?? null,
    prices: own?.prices ?? listed?.prices ?? null,
    modalities: modelModalities(provider.type, modelId),
    simulated: false,
  };
}
