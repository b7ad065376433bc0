'use client';

import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { lazyPart } from './lazy-part';

// Every page carries its failure along; the button beside the id comes with the failure, if it can.
const CopyButton = lazyPart(() => import('./copy-button').then((module) => module.CopyButton), {
  optional: true,
});

/** A failure: its cause, the next step, and the id to quote when asking for help. */
export function ErrorState({
  title = 'This could not be loaded',
  cause,
  nextStep,
  requestId,
  action,
  heading: Heading = 'h2',
  className,
}: {
  title?: string;
  cause: ReactNode;
  nextStep?: ReactNode;
  requestId?: string | null | undefined;
  action?: ReactNode;
  /** `h1` where the page has no heading of its own. */
  heading?: 'h1' | 'h2';
  className?: string;
}) {
  return (
    <div
      role="alert"
      className={cn('mx-auto flex max-w-lg flex-col items-center gap-2 px-5 py-14 text-center', className)}
    >
      <TriangleAlert className="size-5 text-danger" aria-hidden />
      <Heading className="text-base font-semibold">{title}</Heading>
      <div className="text-muted wrap-anywhere">{cause}</div>
      {nextStep ? <div className="text-muted">{nextStep}</div> : null}
      {requestId ? (
        <div className="flex items-center gap-1 text-xs text-muted">
          Request <code className="font-mono">{requestId}</code>
          <CopyButton value={requestId} label="Copy request id" />
        </div>
      ) : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
