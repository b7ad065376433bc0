'use client';

import { Download, MessageSquare } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { PageHeader } from '@/components/layout/page-header';
import { buttonClass } from '@/components/ui/button-class';
import { ButtonLink } from '@/components/ui/button-link';
import { Kbd } from '@/components/ui/kbd';
import { Notice } from '@/components/ui/notice';
import { apiPaths, paths } from '@/lib/client/paths';
import type { Trace } from '@/lib/contract/trace';
import { SimulatedBadge } from './simulated-badge';
import { stepSpan, waitsForPeople } from './step-span';
import { layoutTime } from './time-axis';
import { TraceCharts } from './trace-charts';
import { traceFigures } from './trace-figures';
import { TraceSummary } from './trace-summary';
import { TraceSteps, traceViews } from './trace-steps';
import { useStepKeys } from './use-step-keys';
import { useTrace } from './use-trace';
import { waterfallRows } from './waterfall-rows';

/** The page of one run. `first` is what the server rendered; a run that goes on is read again. */
export function TraceView({ first, readAt }: { first: Trace; readAt: number }) {
  const { data: trace, dataUpdatedAt: nowMs, error } = useTrace(first, readAt);
  const { run, steps } = trace;
  const [selectedId, setSelectedId] = useQueryState(
    'step',
    parseAsString.withOptions({ history: 'replace' }),
  );
  const [view, setView] = useQueryState(
    'view',
    parseAsStringLiteral(traceViews).withDefault('waterfall').withOptions({ history: 'replace' }),
  );
  const rows = useMemo(() => waterfallRows(steps), [steps]);
  const figures = useMemo(() => traceFigures(trace, nowMs), [trace, nowMs]);
  const axis = useMemo(
    () => layoutTime(steps.map((step) => ({ ...stepSpan(step, nowMs), waits: waitsForPeople(step) }))),
    [steps, nowMs],
  );
  const select = (stepId: string): void => void setSelectedId(stepId);
  useStepKeys({
    onStep: (by) => {
      const index = rows.findIndex((row) => row.step.id === selectedId);
      const row = rows[index < 0 ? (by === 1 ? 0 : rows.length - 1) : index + by];
      if (row) select(row.step.id);
    },
    onClose: () => void setSelectedId(null),
  });

  return (
    <div className="flex min-h-full flex-col lg:h-full">
      <PageHeader
        title={run.title || 'Untitled'}
        crumbs={[
          { label: 'Traces', href: paths.traces() },
          { label: run.agent_name, href: paths.traces({ agent: run.agent_name }) },
        ]}
        badges={run.simulated ? <SimulatedBadge /> : null}
        actions={
          <>
            <span className="flex gap-1 max-lg:hidden" title="Next and previous step">
              <Kbd>J</Kbd>
              <Kbd>K</Kbd>
            </span>
            <ButtonLink href={paths.playground({ session: run.session_id })}>
              <MessageSquare aria-hidden />
              <span className="max-sm:sr-only">Open chat</span>
            </ButtonLink>
            <a href={apiPaths.traceExport(run.id)} download className={buttonClass({})}>
              <Download aria-hidden />
              <span className="max-sm:sr-only">Export</span>
            </a>
          </>
        }
      />
      {error ? (
        <Notice role="status" tone="warning" title="This trace could not be read again" className="mx-5 my-2">
          {error.message}
        </Notice>
      ) : null}
      <TraceSummary run={run} stepCount={steps.length} figures={figures} axis={axis} />
      {steps.length > 0 ? <TraceCharts rows={rows} nowMs={nowMs} onSelect={select} /> : null}
      <TraceSteps
        run={run}
        rows={rows}
        figures={figures}
        axis={axis}
        nowMs={nowMs}
        view={view}
        onViewChange={(next) => void setView(next)}
        selectedId={selectedId}
        onSelect={(stepId) => void setSelectedId(stepId)}
      />
    </div>
  );
}
