import { Check, CircleAlert } from 'lucide-react';
import { ToneLabel } from '@/components/ui/tone-label';
import { formatDuration } from '@/lib/client/format';
import type { CheckState } from './use-provider-checks';

/** What the last test of a provider found, spoken when it arrives. */
export function CheckResult({ check }: { check: CheckState | undefined }) {
  return (
    <span role="status" className="block text-xs empty:hidden">
      {check === undefined ? null : check.state === 'pending' ? (
        <span className="text-muted">Testing…</span>
      ) : check.check.ok ? (
        <ToneLabel tone="ok" icon={<Check aria-hidden />}>
          Works, {formatDuration(check.check.latency_ms)}
        </ToneLabel>
      ) : (
        <span className="flex max-w-xl items-start gap-1.5 whitespace-normal text-danger">
          <CircleAlert className="mt-0.5 size-3.5" aria-hidden />
          {check.check.error}
        </span>
      )}
    </span>
  );
}
