import type { Provider } from '@/lib/contract/provider';
import type { ProviderRecord } from '@/lib/storage/providers';

/** A provider as the API shows it: of its key only that it is set and how it ends. */
export function providerView(provider: ProviderRecord): Provider {
  return {
    id: provider.id,
    name: provider.name,
    type: provider.type,
    base_url: provider.baseUrl,
    auth: { api_key: { set: provider.secret !== null, last4: provider.secretLast4 } },
    models: provider.models,
    enabled: provider.enabled,
    created_at: provider.createdAt.toISOString(),
    updated_at: provider.updatedAt.toISOString(),
    created_by: provider.createdBy,
  };
}
