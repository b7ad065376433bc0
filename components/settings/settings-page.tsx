'use client';

import Link from 'next/link';
import { PageHeader } from '@/components/layout/page-header';
import { useShell } from '@/components/layout/shell-context';
import { paths } from '@/lib/client/paths';
import { roleMay } from '@/lib/contract/permissions';
import type { Settings } from '@/lib/contract/settings';
import { OriginsCard } from './origins-card';

/** What the organisation sets for itself. */
export function SettingsPage({ initial }: { initial: Settings }) {
  const { user } = useShell();
  return (
    <>
      <PageHeader title="Settings" />
      <div className="flex w-full max-w-2xl flex-col gap-4 px-5 py-8 max-sm:py-5">
        <OriginsCard initial={initial.allowed_origins} mayWrite={roleMay(user.role, 'settings:write')} />
        <p className="text-xs text-muted">
          Who changed what is in the{' '}
          <Link href={`${paths.people()}?tab=audit`} className="text-accent underline">
            audit
          </Link>
          .
        </p>
      </div>
    </>
  );
}
