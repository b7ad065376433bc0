import type { QueryClient } from '@tanstack/react-query';
import type { Provider } from '@/lib/contract/provider';

export const providerKeys = {
  providers: ['providers', 'list'],
  offers: ['providers', 'offers'],
  models: ['models', 'list'],
} as const;

/** The calls to the API; they bring the parser along, so the page asks for them with its first question. */
export const providerRequests = () => import('./provider-requests');

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
