import { cn } from '@/components/ui/cn';
import { toneFill } from '@/components/ui/tone';
import type { Step } from '@/lib/contract/trace';
import { stepSpan } from './step-span';
import { stepTones } from './step-words';
import { positionOf, type TimeAxis } from './time-axis';

// Beyond these shares of the axis the duration no longer fits behind the bar, or before it.
const fitsBehindMax = 0.78;
const fitsBeforeMin = 0.2;

/** A step's time as a bar, its duration behind it, or before it where that is where the room is. */
export function StepBar({
  step,
  axis,
  nowMs,
  label,
}: {
  step: Step;
  axis: TimeAxis;
  nowMs: number;
  label: string;
}) {
  const { startMs, endMs } = stepSpan(step, nowMs);
  const from = positionOf(axis, startMs);
  const to = Math.max(from, positionOf(axis, endMs));
  const place = to <= fitsBehindMax ? 'behind' : from >= fitsBeforeMin ? 'before' : 'inside';
  return (
    <>
      <div
        style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
        className={cn(
          'absolute top-[10px] h-2.5 min-w-[3px] rounded-[2px]',
          toneFill[stepTones[step.type]],
          step.ended_at === null && (step.status === 'running' || step.status === 'waiting') && 'opacity-70',
        )}
      />
      <span
        aria-hidden
        style={labelPlace(place, from, to)}
        className={cn(
          'absolute top-[7px] px-1.5 font-mono text-[11px] leading-4 whitespace-nowrap tabular-nums',
          place === 'inside' ? 'top-[7px] rounded-xs bg-surface px-1 text-muted' : 'text-muted',
        )}
      >
        {label}
      </span>
    </>
  );
}

function labelPlace(place: 'behind' | 'before' | 'inside', from: number, to: number) {
  if (place === 'behind') return { left: `${to * 100}%` };
  if (place === 'before') return { right: `${(1 - from) * 100}%` };
  return { right: `${(1 - to) * 100 + 1}%` };
}
