import type { Metadata } from 'next';
import { ApiKeysPage } from '@/components/api-keys/api-keys-page';
import { NoAccess } from '@/components/layout/no-access';
import { pageContext } from '@/lib/auth/require-console-principal';
import { can } from '@/lib/contract/principal';
import { listApiKeys } from '@/lib/features/api-keys';

export const metadata: Metadata = { title: 'API keys' };

export default async function Page() {
  const context = await pageContext();
  const { principal } = context;
  if (!can(principal, 'api-keys:own') && !can(principal, 'api-keys:read')) {
    return <NoAccess page="API keys" permission="api-keys:own" />;
  }
  return <ApiKeysPage initial={await listApiKeys(context, { limit: 200 })} />;
}
