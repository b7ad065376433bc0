import { PageHeader } from '@/components/layout/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/client/paths';

export default function ConsoleNotFound() {
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        title="There is nothing at this address"
        action={<ButtonLink href={paths.agents()}>Go to agents</ButtonLink>}
      >
        It was deleted, never existed, or belongs to another organisation.
      </EmptyState>
    </>
  );
}
