'use client';

import { PageFailure } from '@/components/layout/page-failure';

export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="flex min-h-dvh items-center">
      {/* The server failed to render it, so only asking the server again helps. */}
      <PageFailure error={error} onRetry={() => window.location.reload()} />
    </main>
  );
}
