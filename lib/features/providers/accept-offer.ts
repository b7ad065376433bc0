import type { Provider } from '@/lib/contract/provider';
import { notFound } from '@/lib/platform/app-error';
import type { FeatureContext } from '../feature-context';
import { listOffers } from './list-offers';
import { ollamaSource } from './known-sources';
import { registerProvider } from './register-provider';

/** Registers an offered provider with the key its variable holds. */
export async function acceptOffer(
  context: FeatureContext,
  source: string,
  signal: AbortSignal,
): Promise<Provider> {
  const offers = await listOffers(context, signal);
  const offer = offers.find((candidate) => candidate.source === source);
  if (!offer) throw notFound('offer', source);
  const key = source === ollamaSource ? undefined : context.env.raw[source]?.trim();
  return registerProvider(context, {
    name: offer.name,
    type: offer.type,
    base_url: offer.base_url,
    auth: key === undefined ? {} : { api_key: key },
    models: [],
  });
}
