import { Lock } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from './page-header';

/** A page that exists but is not for the reader's role: says so and whom to ask. */
export function NoAccess({ title, children }: { title: string; children: string }) {
  return (
    <>
      <PageHeader title={title} />
      <EmptyState icon={<Lock />} title="Not for your role">
        {children}
      </EmptyState>
    </>
  );
}
