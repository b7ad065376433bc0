import type { Page, PageQuery } from '@/lib/contract/pagination';
import { can } from '@/lib/contract/principal';
import type { ApiKey } from '@/lib/contract/user';
import type { FeatureContext } from '@/lib/features/feature-context';
import { pageAnswer } from '@/lib/features/page-answer';
import { requirePermission } from '@/lib/features/require-permission';
import { listApiKeys as listStored } from '@/lib/storage/api-keys';

/** The caller's own keys; everybody's for who may read them. */
export async function listApiKeys(
  { principal, scope }: FeatureContext,
  query: PageQuery & { owner?: 'me' | undefined },
): Promise<Page<ApiKey>> {
  const seesAll = can(principal, 'api-keys:read');
  if (!seesAll) requirePermission(principal, 'api-keys:own');
  const own = !seesAll || query.owner === 'me';
  const request = {
    limit: query.limit,
    pageToken: query.page_token,
    ...(own ? { userId: principal.userId } : {}),
  };
  return pageAnswer(query.limit, await listStored(scope, request));
}
