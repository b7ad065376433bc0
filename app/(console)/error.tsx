'use client';

import { MenuButton } from '@/components/layout/menu-button';
import { PageFailure } from '@/components/layout/page-failure';

export default function ConsoleErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <>
      <div className="flex h-12 items-center px-4 md:hidden">
        <MenuButton />
      </div>
      <PageFailure error={error} onRetry={reset} />
    </>
  );
}
