import type { SecretBox } from '@/lib/platform/secret-box';
import type { GuardedFetch } from '@/lib/gateways/outbound/guarded-fetch';
import type { ProviderRecord } from '@/lib/storage/providers';
import { createLanguageModelFactory, type LanguageModelFactory } from './adapters/language-model';
import { needsKey, providerAddress, providerOrigin } from './provider-address';

/** A key as it is used: there, not there though needed, or stored and not to be opened. */
export type ProviderKey =
  { state: 'ready'; value: string | undefined } | { state: 'missing' } | { state: 'unreadable' };

export type ProviderCache = {
  find(organisationId: string, name: string): Promise<ProviderRecord | undefined>;
  /** The client of a provider as it is now; made once and kept until the row changes. */
  factory(provider: ProviderRecord, apiKey: string | undefined): Promise<LanguageModelFactory>;
  forget(organisationId: string, name: string): void;
};

type Options = {
  findProvider(organisationId: string, name: string): Promise<ProviderRecord | undefined>;
  fetch: GuardedFetch;
  now(): number;
};

// Changes made through another process are seen after this; changes made here are forgotten at once.
const freshMs = 2000;
const entriesMax = 500;

export function createProviderCache({ findProvider, fetch, now }: Options): ProviderCache {
  const rows = new Map<string, { row: Promise<ProviderRecord | undefined>; until: number }>();
  const factories = new Map<string, { stamp: number; factory: Promise<LanguageModelFactory> }>();
  return {
    find(organisationId, name) {
      const key = `${organisationId}/${name}`;
      const cached = rows.get(key);
      if (cached && cached.until > now()) return cached.row;
      if (rows.size >= entriesMax) rows.clear();
      const row = findProvider(organisationId, name);
      rows.set(key, { row, until: now() + freshMs });
      // A failed read is not kept: the next call asks again.
      row.catch(() => rows.delete(key));
      return row;
    },
    factory(provider, apiKey) {
      const stamp = provider.updatedAt.getTime();
      const cached = factories.get(provider.id);
      if (cached?.stamp === stamp) return cached.factory;
      const baseUrl = providerAddress(provider);
      if (baseUrl === null || provider.type === 'simulated')
        throw new Error(`Provider ${provider.id} has no address to call.`);
      if (factories.size >= entriesMax) factories.clear();
      const factory = createLanguageModelFactory({ type: provider.type, baseUrl, apiKey, fetch });
      factories.set(provider.id, { stamp, factory });
      return factory;
    },
    forget(organisationId, name) {
      rows.delete(`${organisationId}/${name}`);
    },
  };
}

// A row lives as long as the cache holds it, and its key is opened once in that time.
const openKeys = new WeakMap<ProviderRecord, ProviderKey>();

/** Opens a provider's key for the origin it was stored for. */
export function openKey(provider: ProviderRecord, secretBox: SecretBox): ProviderKey {
  const known = openKeys.get(provider);
  if (known) return known;
  const key = decryptKey(provider, secretBox);
  openKeys.set(provider, key);
  return key;
}

function decryptKey(provider: ProviderRecord, secretBox: SecretBox): ProviderKey {
  if (provider.secret === null)
    return needsKey(provider.type) ? { state: 'missing' } : { state: 'ready', value: undefined };
  try {
    return { state: 'ready', value: secretBox.open(provider.secret, providerOrigin(provider)) };
  } catch {
    return { state: 'unreadable' };
  }
}
