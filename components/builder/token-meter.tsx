'use client';

import { ContextBar } from '@/components/charts/context-bar';
import { ContextLegend } from '@/components/charts/context-legend';
import { Popover } from '@/components/ui/popover';
import { Skeleton } from '@/components/ui/skeleton';
import { formatCount, formatMoney, formatPercent } from '@/lib/client/format';
import type { ContextEstimate } from '@/lib/contract/agent';

/** What the draft costs before anybody has said a word: the foot of the configuration pane. */
export function TokenMeter({
  estimate,
  error,
  isStale,
}: {
  estimate: ContextEstimate | null;
  error: string | null;
  /** A newer count is on its way. */
  isStale: boolean;
}) {
  if (!estimate) {
    return (
      <div className="flex h-[54px] shrink-0 flex-col justify-center gap-2 border-t border-line px-5 text-xs text-muted">
        {error ?? (
          <>
            <Skeleton className="w-40" />
            <Skeleton className="h-1.5 w-full" />
          </>
        )}
      </div>
    );
  }
  const breakdown = {
    harness: estimate.harness,
    instructions: estimate.instructions,
    skills: estimate.skills,
    tools: estimate.tools,
    messages: Math.max(
      0,
      estimate.total - estimate.harness - estimate.instructions - estimate.skills - estimate.tools,
    ),
    results: 0,
  };
  const share = estimate.context_window ? estimate.total / estimate.context_window : null;
  const detail = [
    share === null
      ? 'window not known'
      : `${share > 0 && share < 0.001 ? '<0.1 %' : formatPercent(share)} of the window`,
    estimate.input_cost_usd === null ? 'no known price' : formatMoney(estimate.input_cost_usd),
  ].join(' · ');
  return (
    <Popover
      label="What fills the first call"
      className="w-72"
      trigger={
        <button
          type="button"
          className="flex shrink-0 flex-col gap-2 border-t border-line px-5 py-2.5 text-left outline-offset-[-2px] hover:bg-raised"
        >
          <span className="flex w-full items-baseline gap-2 text-xs text-muted">
            First call
            <span
              className={
                isStale
                  ? 'text-sm font-medium text-muted tabular-nums'
                  : 'text-sm font-medium text-ink tabular-nums'
              }
            >
              {formatCount(estimate.total)} tokens
            </span>
            <span className="ml-auto tabular-nums">{error ?? detail}</span>
            <span className="sr-only">Show the parts</span>
          </span>
          <span className="block w-full">
            <ContextBar breakdown={breakdown} className="h-1.5" />
          </span>
        </button>
      }
    >
      <ContextLegend breakdown={breakdown} />
    </Popover>
  );
}
