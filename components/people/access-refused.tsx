import { Lock } from 'lucide-react';
import { PageHeader } from '@/components/layout/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/client/paths';
import type { Permission } from '@/lib/contract/permissions';

/** What a page shows to somebody whose role does not include it. */
export function AccessRefused({ page, permission }: { page: string; permission: Permission }) {
  return (
    <>
      <PageHeader title={page} />
      <EmptyState
        icon={<Lock />}
        title={`Your role does not include ${page}`}
        action={<ButtonLink href={paths.agents()}>Go to Agents</ButtonLink>}
      >
        This page needs the permission <code className="font-mono text-xs text-ink">{permission}</code>. Ask
        an admin for a role that has it.
      </EmptyState>
    </>
  );
}
