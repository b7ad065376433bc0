import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/client/paths';

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center">
      <EmptyState
        heading="h1"
        title="There is no such page"
        action={
          <ButtonLink href={paths.agents()} variant="primary">
            Go to agents
          </ButtonLink>
        }
      >
        The address is wrong, or what it showed was deleted or belongs to another organisation.
      </EmptyState>
    </main>
  );
}
