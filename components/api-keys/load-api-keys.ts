import { loadAllPages } from '@/components/people/load-all-pages';
import { apiPaths } from '@/lib/client/paths';
import { apiKeySchema, type ApiKey } from '@/lib/contract/user';

/** All API keys that one may see. */
export function loadApiKeys(signal: AbortSignal): Promise<ApiKey[]> {
  return loadAllPages({ path: apiPaths.apiKeys(), item: apiKeySchema, signal });
}
