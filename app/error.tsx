'use client';

import { PageFailure } from '@/components/layout/page-failure';

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="flex min-h-dvh items-center">
      <PageFailure error={error} onRetry={reset} />
    </main>
  );
}
