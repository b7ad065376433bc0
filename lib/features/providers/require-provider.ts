import { notFound } from '@/lib/platform/app-error';
import { findProvider, type ProviderRecord } from '@/lib/storage/providers';
import type { Scope } from '@/lib/storage/scope';

/** The provider of that name, or a 404 in the words that other organisations' providers get too. */
export async function requireProvider(scope: Scope, name: string): Promise<ProviderRecord> {
  const provider = await findProvider(scope, name);
  if (!provider) throw notFound('provider', name);
  return provider;
}
