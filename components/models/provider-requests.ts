import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { dataOf, listOf } from '@/lib/contract/pagination';
import {
  modelSchema,
  providerCheckSchema,
  providerOfferSchema,
  providerSchema,
  type Model,
  type Provider,
  type ProviderCheck,
  type ProviderOffer,
} from '@/lib/contract/provider';
import { byName } from './provider-queries';

/** Every provider, by name. An organisation has a handful; 200 is the longest page. */
export async function loadProviders(signal: AbortSignal): Promise<Provider[]> {
  const page = await api.get(`${apiPaths.providers()}?limit=200`, listOf(providerSchema), { signal });
  return byName(page.data);
}

/** The models that agents may name. */
export async function loadModels(signal: AbortSignal): Promise<Model[]> {
  return (await api.get(apiPaths.models(), listOf(modelSchema), { signal })).data;
}

/** Providers found on this machine. */
export async function loadOffers(signal: AbortSignal): Promise<ProviderOffer[]> {
  return (await api.get(apiPaths.providerOffers(), listOf(providerOfferSchema), { signal })).data;
}

/** Makes an offered provider one of the organisation. */
export async function acceptOffer(source: ProviderOffer['source']): Promise<Provider> {
  return (await api.post(apiPaths.providerOffers(), { source }, dataOf(providerSchema))).data;
}

/** Switches a provider on or off. */
export async function switchProvider(name: string, enabled: boolean): Promise<Provider> {
  return (await api.patch(apiPaths.provider(name), { enabled }, dataOf(providerSchema))).data;
}

/** Asks a provider whether it answers. */
export async function checkProvider(name: string): Promise<ProviderCheck> {
  return (await api.post(apiPaths.providerCheck(name), undefined, dataOf(providerCheckSchema))).data;
}
