import type { Metadata } from 'next';
import { createLoader, parseAsStringLiteral, type SearchParams } from 'nuqs/server';
import { NoAccess } from '@/components/layout/no-access';
import { PeoplePage } from '@/components/people/people-page';
import { peopleTabs } from '@/components/people/people-tabs';
import { pageContext } from '@/lib/auth/require-console-principal';
import { can } from '@/lib/contract/principal';
import { listAudit } from '@/lib/features/audit';
import { listUsers } from '@/lib/features/users';

export const metadata: Metadata = { title: 'People' };

const loadTab = createLoader({ tab: parseAsStringLiteral(peopleTabs).withDefault('people') });

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [context, { tab }] = await Promise.all([pageContext(), loadTab(searchParams)]);
  if (!can(context.principal, 'users:read')) return <NoAccess page="People" permission="users:read" />;
  const showsAudit = tab === 'audit' && can(context.principal, 'audit:read');
  const [people, audit] = await Promise.all([
    listUsers(context, { limit: 200 }),
    showsAudit ? listAudit(context, { limit: 50 }) : null,
  ]);
  return <PeoplePage people={people} audit={audit} />;
}
