import type { Metadata } from 'next';
import { ToolPoliciesPage } from '@/components/tool-policies/tool-policies-page';
import { pageContext } from '@/lib/auth/require-console-principal';
import { listAllToolPolicies } from '@/lib/features/tool-policies';

export const metadata: Metadata = { title: 'Tool policies' };

export default async function Page() {
  return <ToolPoliciesPage initial={await listAllToolPolicies(await pageContext())} />;
}
