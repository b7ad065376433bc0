import { ArrowUpRight } from 'lucide-react';
import { paths } from '@/lib/client/paths';
import { TraceLink } from '../trace-link';

/** Leads to the step's record in the trace, once there is one. */
export function StepLink({ runId, stepId }: { runId: string | null; stepId: string | null }) {
  if (runId === null || stepId === null) return null;
  return (
    <TraceLink
      href={paths.trace(runId, stepId)}
      className="inline-flex items-center gap-0.5 self-start text-xs text-muted hover:text-accent [&_.lucide]:size-3"
    >
      Open step <ArrowUpRight aria-hidden />
    </TraceLink>
  );
}
