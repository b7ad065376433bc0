import { Lock } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/client/paths';
import type { Permission } from '@/lib/contract/permissions';
import { PageHeader } from './page-header';

/** A page that exists but is not for the reader's role: says which right is missing and whom to ask. */
export function NoAccess({ page, permission }: { page: string; permission: Permission }) {
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
