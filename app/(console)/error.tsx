'use client';

import { MenuButton } from '@/components/layout/menu-button';
import { PageFailure } from '@/components/layout/page-failure';

export default function ConsoleErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <>
      <div className="flex h-12 items-center px-4 md:hidden">
        <MenuButton />
      </div>
      {/* The server failed to render it, so only asking the server again helps. */}
      <PageFailure error={error} onRetry={() => window.location.reload()} />
    </>
  );
}
