'use client';

import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { ApiError } from '@/lib/client/api-error';

/** What a page shows when it could not be rendered. */
export function PageFailure({ error, onRetry }: { error: Error & { digest?: string }; onRetry: () => void }) {
  const refusal = error instanceof ApiError ? error : null;
  return (
    <ErrorState
      className="w-full"
      heading="h1"
      title="This page could not be shown"
      cause={refusal?.message ?? 'The console met an error it did not expect.'}
      nextStep={refusal ? undefined : "Try again; if it stays, look for this id in the server's log."}
      requestId={refusal?.requestId ?? error.digest}
      action={
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
      }
    />
  );
}
