import type { Metadata } from 'next';
import { NoAccess } from '@/components/layout/no-access';
import { SettingsPage } from '@/components/settings/settings-page';
import { pageContext } from '@/lib/auth/require-console-principal';
import { can } from '@/lib/contract/principal';
import { readSettings } from '@/lib/features/settings';

export const metadata: Metadata = { title: 'Settings' };

export default async function Page() {
  const context = await pageContext();
  if (!can(context.principal, 'settings:read')) {
    return <NoAccess page="Settings" permission="settings:read" />;
  }
  return <SettingsPage initial={await readSettings(context)} />;
}
