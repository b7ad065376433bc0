'use client';

import { cn } from '@/components/ui/cn';
import { KindDot } from '@/components/ui/kind-dot';
import { formatCount, formatDuration } from '@/lib/client/format';
import type { Run } from '@/lib/contract/trace';
import { isFailed } from './trace-figures';
import { stepDurationMs } from './step-span';
import { stepTones } from './step-words';
import { storySentence } from './story-sentence';
import type { WaterfallRow } from './waterfall-rows';

const shownMax = 500;

/** The run as a list of plain sentences. */
export function Storyboard({
  run,
  rows,
  nowMs,
  selectedId,
  onSelect,
}: {
  run: Run;
  rows: readonly WaterfallRow[];
  nowMs: number;
  selectedId: string | null;
  onSelect: (stepId: string) => void;
}) {
  return (
    <div className="min-h-0 grow overflow-y-auto px-5 py-4">
      <p className="mb-2 text-base">
        {run.created_by_name} asked {run.agent_name}:{' '}
        <span className="font-medium">{run.title || 'Untitled'}</span>
      </p>
      <ol className="-mx-2.5 flex max-w-[720px] flex-col">
        {rows.slice(0, shownMax).map(({ step, number, depth }) => (
          <li key={step.id}>
            <button
              type="button"
              aria-pressed={step.id === selectedId}
              onClick={() => onSelect(step.id)}
              style={{ paddingLeft: 10 + Math.min(depth, 6) * 17 }}
              className={cn(
                'flex w-full items-baseline gap-3 rounded-md py-1.5 pr-2.5 text-left text-base',
                step.id === selectedId ? 'bg-accent-soft' : 'hover:bg-raised/70',
              )}
            >
              <span className="w-6 shrink-0 text-right text-xs text-muted tabular-nums">
                {formatCount(number)}
              </span>
              <KindDot
                tone={isFailed(step) ? 'danger' : stepTones[step.type]}
                className="translate-y-[-1px]"
              />
              <span className="min-w-0 grow wrap-anywhere">{storySentence(step, run)}</span>
              <span className="shrink-0 text-xs text-muted tabular-nums">
                {formatDuration(stepDurationMs(step, nowMs))}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {rows.length > shownMax ? (
        <p className="mt-2 text-xs text-muted">
          The first {formatCount(shownMax)} of {formatCount(rows.length)} steps; the waterfall shows all of
          them.
        </p>
      ) : null}
    </div>
  );
}
