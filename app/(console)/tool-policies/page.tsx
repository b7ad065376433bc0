import type { Metadata } from 'next';
import { NoAccess } from '@/components/layout/no-access';
import { ToolPoliciesPage } from '@/components/tool-policies/tool-policies-page';
import { pageContext } from '@/lib/auth/require-console-principal';
import { can } from '@/lib/contract/principal';
import { listAllToolPolicies } from '@/lib/features/tool-policies';

export const metadata: Metadata = { title: 'Tool policies' };

export default async function Page() {
  const context = await pageContext();
  if (!can(context.principal, 'tool-policies:read')) {
    return <NoAccess page="Tool policies" permission="tool-policies:read" />;
  }
  return <ToolPoliciesPage initial={await listAllToolPolicies(context)} />;
}
