'use client';

import { CircleX, Coins, Timer } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { formatDuration, formatMoney } from '@/lib/client/format';
import { stepDurationMs } from './step-span';
import type { TraceFigures } from './trace-figures';

/** Goes straight to the step one is likely to look for. A run without such a step has no button for it. */
export function JumpButtons({
  figures,
  nowMs,
  selectedId,
  onSelect,
}: {
  figures: TraceFigures;
  nowMs: number;
  selectedId: string | null;
  onSelect: (stepId: string) => void;
}) {
  const { slowest, costliest, failed } = figures;
  const nextFailed =
    failed[(failed.findIndex((step) => step.id === selectedId) + 1) % Math.max(1, failed.length)];
  return (
    <div role="group" aria-label="Jump to" className="flex items-center">
      {slowest ? (
        <IconButton
          label={`Slowest step: ${formatDuration(stepDurationMs(slowest, nowMs))}`}
          className="size-6"
          onClick={() => onSelect(slowest.id)}
        >
          <Timer aria-hidden />
        </IconButton>
      ) : null}
      {costliest ? (
        <IconButton
          label={`Costliest step: ${formatMoney(costliest.cost_usd ?? 0)}`}
          className="size-6"
          onClick={() => onSelect(costliest.id)}
        >
          <Coins aria-hidden />
        </IconButton>
      ) : null}
      {nextFailed ? (
        <IconButton
          label={failed.length === 1 ? 'The step that failed' : `Next of ${failed.length} failed steps`}
          className="size-6 text-danger hover:text-danger"
          onClick={() => onSelect(nextFailed.id)}
        >
          <CircleX aria-hidden />
        </IconButton>
      ) : null}
    </div>
  );
}
