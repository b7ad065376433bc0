import { CircleX } from 'lucide-react';
import { memo, type CSSProperties } from 'react';
import { cn } from '@/components/ui/cn';
import { KindDot } from '@/components/ui/kind-dot';
import { formatCount, formatDuration, formatMoney } from '@/lib/client/format';
import { isFailed } from './trace-figures';
import { stepDurationMs } from './step-span';
import { stepStatusNames, stepSubtitle, stepTitle, stepTones } from './step-words';
import { StepBar } from './step-bar';
import { waterfallColumns, waterfallTimeInset } from './waterfall-columns';
import type { TimeAxis } from './time-axis';
import type { WaterfallRow } from './waterfall-rows';

const indentPx = 17;
const depthMax = 6;

/** One step of the waterfall: kind, name, quiet detail, bar, tokens, cost. */
export const WaterfallRowItem = memo(function WaterfallRowItem({
  row,
  rowCount,
  axis,
  nowMs,
  isSelected,
  onSelect,
  top,
}: {
  row: WaterfallRow;
  rowCount: number;
  axis: TimeAxis;
  nowMs: number;
  isSelected: boolean;
  onSelect: (stepId: string) => void;
  /** Where a virtual row stands. */
  top?: number;
}) {
  const { step, number, depth } = row;
  const tokens = step.usage ? step.usage.input_tokens + step.usage.output_tokens : undefined;
  const subtitle = stepSubtitle(step);
  const duration = formatDuration(stepDurationMs(step, nowMs));
  const style: CSSProperties = top === undefined ? {} : { position: 'absolute', top, left: 0, right: 0 };
  return (
    <div
      id={`step-${step.id}`}
      role="option"
      aria-selected={isSelected}
      aria-setsize={rowCount}
      aria-posinset={number}
      onClick={() => onSelect(step.id)}
      style={style}
      className={cn(
        'relative h-[31px] cursor-pointer border-b border-line',
        waterfallColumns,
        isSelected ? 'bg-accent-soft/85' : 'hover:bg-raised/70',
        isSelected && 'before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent',
      )}
    >
      <div
        style={{ paddingLeft: 10 + Math.min(depth, depthMax) * indentPx }}
        className="flex min-w-0 items-center gap-2 pr-2"
      >
        <KindDot tone={stepTones[step.type]} />
        <span className="sr-only">Step {number}, </span>
        <span className="max-w-[75%] shrink-0 truncate font-medium">{stepTitle(step)}</span>
        <span className={cn('min-w-0 truncate text-xs', isFailed(step) ? 'text-danger' : 'text-muted')}>
          {isFailed(step) ? <CircleX aria-hidden className="mr-1 inline size-3 align-[-2px]" /> : null}
          {subtitle}
        </span>
        <span className="sr-only">
          {stepStatusNames[step.status]}, {duration}
        </span>
      </div>
      <div className={cn('relative', waterfallTimeInset)}>
        <StepBar step={step} axis={axis} nowMs={nowMs} label={duration} />
      </div>
      <div className="hidden items-center justify-end pr-2 font-mono text-xs text-muted tabular-nums lg:flex">
        {tokens === undefined ? null : (
          <>
            {formatCount(tokens)}
            <span className="sr-only"> tokens</span>
          </>
        )}
      </div>
      <div className="hidden items-center justify-end pr-3 font-mono text-xs text-muted tabular-nums lg:flex">
        {step.cost_usd ? `${step.cost_is_estimate ? '~' : ''}${formatMoney(step.cost_usd)}` : null}
      </div>
    </div>
  );
});
