import type { ProviderOffer } from '@/lib/contract/provider';
import { chatModelIds } from '@/lib/gateways/model/catalogue/chat-model-ids';
import { providerAddress } from '@/lib/gateways/model/provider-address';
import { listProviders, type ProviderRecord } from '@/lib/storage/providers';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { knownSources, ollamaSource } from './known-sources';

/** Providers this machine seems to have and the organisation does not use yet. Keys are not part of an offer. */
export async function listOffers(context: FeatureContext, signal: AbortSignal): Promise<ProviderOffer[]> {
  requirePermission(context.principal, 'providers:write');
  const [present, ollama] = await Promise.all([
    listProviders(context.scope),
    context.harness.models.findOllama(signal),
  ]);
  const offers = fromEnvironment(context.env.raw);
  if (ollama) {
    offers.push({
      name: 'ollama',
      type: 'openai_compatible',
      base_url: ollama.baseUrl,
      source: ollamaSource,
      model_count: ollama.modelCount,
    });
  }
  return offers.filter((offer) => !present.some((provider) => isSame(provider, offer)));
}

function fromEnvironment(variables: Readonly<Record<string, string | undefined>>): ProviderOffer[] {
  return knownSources.flatMap(({ name, type, baseUrl, variables: names }): ProviderOffer[] => {
    const source = names.find((variable) => (variables[variable] ?? '').trim() !== '');
    if (source === undefined) return [];
    const count = chatModelIds(type).length;
    return [{ name, type, base_url: baseUrl, source, model_count: count === 0 ? null : count }];
  });
}

function isSame(provider: ProviderRecord, offer: ProviderOffer): boolean {
  if (provider.name === offer.name) return true;
  const address = providerAddress({ type: offer.type, baseUrl: offer.base_url });
  return provider.type === offer.type && providerAddress(provider) === address;
}
