import type { Metadata } from 'next';
import { PasswordForm } from '@/components/forms/password-form';
import { PageHeader } from '@/components/layout/page-header';
import { roleLabel } from '@/components/layout/role-label';
import { Fact, FactList } from '@/components/ui/fact-list';
import { requireConsolePrincipal } from '@/lib/auth/require-console-principal';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const { user, organisation } = await requireConsolePrincipal();
  return (
    <>
      <PageHeader title="Account" />
      <div className="flex w-full max-w-2xl flex-col gap-10 px-5 py-8">
        <section aria-labelledby="account-you">
          <h2 id="account-you" className="mb-3 text-base font-semibold">
            You
          </h2>
          <FactList>
            <Fact label="Name">{user.name}</Fact>
            <Fact label="Email">{user.email}</Fact>
            <Fact label="Role">{roleLabel(user.role)}</Fact>
            <Fact label="Organisation">{organisation.name}</Fact>
          </FactList>
        </section>
        <section aria-labelledby="account-password" className="max-w-sm">
          <h2 id="account-password" className="mb-3 text-base font-semibold">
            Password
          </h2>
          <PasswordForm email={user.email} />
        </section>
      </div>
    </>
  );
}
