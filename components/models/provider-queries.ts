import type { QueryClient } from '@tanstack/react-query';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { listOf } from '@/lib/contract/pagination';
import {
  modelSchema,
  providerOfferSchema,
  providerSchema,
  type Model,
  type Provider,
  type ProviderOffer,
} from '@/lib/contract/provider';

export const providerKeys = {
  providers: ['providers', 'list'],
  offers: ['providers', 'offers'],
  models: ['models', 'list'],
} as const;

/** Every provider, by name. An organisation has a handful; 200 is the longest page. */
export async function loadProviders(signal: AbortSignal): Promise<Provider[]> {
  const page = await api.get(`${apiPaths.providers()}?limit=200`, listOf(providerSchema), { signal });
  return byName(page.data);
}

export async function loadModels(signal: AbortSignal): Promise<Model[]> {
  return (await api.get(apiPaths.models(), listOf(modelSchema), { signal })).data;
}

export async function loadOffers(signal: AbortSignal): Promise<ProviderOffer[]> {
  return (await api.get(apiPaths.providerOffers(), listOf(providerOfferSchema), { signal })).data;
}

/** After a provider changed, everything about providers and models is asked for again. */
export async function refreshProviders(queryClient: QueryClient): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['providers'] }),
    queryClient.invalidateQueries({ queryKey: ['models'] }),
  ]);
}

export function byName(providers: readonly Provider[]): Provider[] {
  return [...providers].sort((left, right) => left.name.localeCompare(right.name, 'en'));
}
