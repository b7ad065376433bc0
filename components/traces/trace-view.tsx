'use client';

import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { TableSkeleton } from '@/components/ui/table-skeleton';
import { ApiError } from '@/lib/client/api-error';
import type { Trace } from '@/lib/contract/trace';
import { stepSpan, waitsForPeople } from './step-span';
import { layoutTime } from './time-axis';
import { TraceCharts } from './trace-charts';
import { traceFigures } from './trace-figures';
import { TraceHeader } from './trace-header';
import { TraceSummary } from './trace-summary';
import { TraceSteps, traceViews } from './trace-steps';
import { useStepKeys } from './use-step-keys';
import { useTrace, type FirstTrace } from './use-trace';
import { waterfallRows } from './waterfall-rows';

/** The page of one run: what the server rendered, then what the API says; a run that goes on is read again. */
export function TraceView({ first, readAt }: { first: FirstTrace; readAt: number }) {
  const { data: trace, dataUpdatedAt, error, refetch } = useTrace(first, readAt);
  const run = trace?.run ?? first.run;
  return (
    <div className="flex min-h-full flex-col lg:h-full">
      <TraceHeader run={run} />
      {error && trace ? (
        <Notice role="status" tone="warning" title="This trace could not be read again" className="mx-5 my-2">
          {error.message}
        </Notice>
      ) : null}
      {trace ? (
        <TraceBody trace={trace} nowMs={dataUpdatedAt} />
      ) : error ? (
        <ErrorState
          cause={error.message}
          requestId={error instanceof ApiError ? error.requestId : undefined}
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        />
      ) : (
        <TableSkeleton rows={12} />
      )}
    </div>
  );
}

function TraceBody({ trace, nowMs }: { trace: Trace; nowMs: number }) {
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
  const select = useCallback((stepId: string | null): void => void setSelectedId(stepId), [setSelectedId]);
  useStepKeys({
    onStep: (by) => {
      const index = rows.findIndex((row) => row.step.id === selectedId);
      const row = rows[index < 0 ? (by === 1 ? 0 : rows.length - 1) : index + by];
      if (row) select(row.step.id);
    },
    onClose: () => select(null),
  });
  return (
    <>
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
        onSelect={select}
      />
    </>
  );
}
