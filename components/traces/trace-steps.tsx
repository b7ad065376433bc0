'use client';

import { EmptyState } from '@/components/ui/empty-state';
import { ResizableGroup, ResizableHandle, ResizablePanel } from '@/components/ui/resizable';
import { Segmented } from '@/components/ui/segmented';
import { Sheet } from '@/components/ui/sheet';
import type { Run } from '@/lib/contract/trace';
import { ContextView } from './context-view';
import { CopyStepLink, InspectorHead, InspectorTitle } from './inspector-head';
import { JumpButtons } from './jump-buttons';
import { StepInspector } from './step-inspector';
import { Storyboard } from './storyboard';
import type { TimeAxis } from './time-axis';
import type { TraceFigures } from './trace-figures';
import { narrowWindow, useMediaQuery } from './use-media-query';
import { Waterfall } from './waterfall';
import { WaterfallHead } from './waterfall-head';
import type { WaterfallRow } from './waterfall-rows';

export const traceViews = ['waterfall', 'context', 'storyboard'] as const;
export type TraceViewName = (typeof traceViews)[number];

const viewOptions = [
  { value: 'waterfall', label: 'Waterfall' },
  { value: 'context', label: 'Context' },
  { value: 'storyboard', label: 'Storyboard' },
] as const;

export type TraceStepsProps = {
  run: Run;
  rows: readonly WaterfallRow[];
  figures: TraceFigures;
  axis: TimeAxis;
  nowMs: number;
  view: TraceViewName;
  onViewChange: (view: TraceViewName) => void;
  selectedId: string | null;
  onSelect: (stepId: string | null) => void;
};

/** The steps of a run in one of three views, with the inspector beside them, or above them on a narrow screen. */
export function TraceSteps(props: TraceStepsProps) {
  const { rows, nowMs, selectedId, onSelect } = props;
  const isNarrow = useMediaQuery(narrowWindow);
  const selected = rows.find((row) => row.step.id === selectedId);
  const close = (): void => onSelect(null);
  if (isNarrow) {
    return (
      <div className="flex grow flex-col">
        <StepsView {...props} />
        <Sheet
          open={selected !== undefined}
          onOpenChange={(open) => (open ? undefined : close())}
          title={selected ? <InspectorTitle row={selected} rowCount={rows.length} /> : 'Step'}
          footer={
            selected ? (
              <span className="mr-auto flex items-center gap-1 text-xs text-muted">
                Link to this step <CopyStepLink step={selected.step} />
              </span>
            ) : null
          }
        >
          {selected ? (
            <div className="-m-4">
              <StepInspector step={selected.step} nowMs={nowMs} />
            </div>
          ) : null}
        </Sheet>
      </div>
    );
  }
  return (
    <ResizableGroup className="min-h-80 grow basis-0" id="trace-steps">
      <ResizablePanel id="steps" minSize={360} className="flex min-h-0 flex-col">
        <StepsView {...props} />
      </ResizablePanel>
      {selected ? (
        <>
          <ResizableHandle label="Resize the inspector" />
          <ResizablePanel
            id="inspector"
            defaultSize={340}
            minSize={260}
            maxSize="65%"
            groupResizeBehavior="preserve-pixel-size"
            className="flex min-h-0 flex-col bg-canvas"
          >
            <aside aria-label="Step" className="flex min-h-0 grow flex-col">
              <InspectorHead row={selected} rowCount={rows.length} onClose={close} />
              <div className="min-h-0 grow overflow-y-auto">
                <StepInspector step={selected.step} nowMs={nowMs} />
              </div>
            </aside>
          </ResizablePanel>
        </>
      ) : null}
    </ResizableGroup>
  );
}

function StepsView({
  run,
  rows,
  figures,
  axis,
  nowMs,
  view,
  onViewChange,
  selectedId,
  onSelect,
}: TraceStepsProps) {
  const controls = (
    <div className="flex min-w-0 items-center gap-2.5">
      <Segmented label="View" value={view} onValueChange={onViewChange} options={viewOptions} />
      <JumpButtons figures={figures} nowMs={nowMs} selectedId={selectedId} onSelect={onSelect} />
    </div>
  );
  const empty = rows.length === 0;
  return (
    <>
      {view === 'waterfall' && !empty ? (
        <WaterfallHead axis={axis}>{controls}</WaterfallHead>
      ) : (
        <div className="flex h-[37px] shrink-0 items-center border-b border-line px-5">{controls}</div>
      )}
      {empty ? (
        <EmptyState title="No step yet">The first step appears here as soon as it begins.</EmptyState>
      ) : view === 'waterfall' ? (
        <Waterfall rows={rows} axis={axis} nowMs={nowMs} selectedId={selectedId} onSelect={onSelect} />
      ) : view === 'context' ? (
        <ContextView rows={rows} selectedId={selectedId} onSelect={onSelect} />
      ) : (
        <Storyboard run={run} rows={rows} nowMs={nowMs} selectedId={selectedId} onSelect={onSelect} />
      )}
    </>
  );
}
