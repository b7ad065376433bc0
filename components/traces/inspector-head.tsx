'use client';

import { X } from 'lucide-react';
import { CopyButton } from '@/components/ui/copy-button';
import { IconButton } from '@/components/ui/icon-button';
import { KindDot } from '@/components/ui/kind-dot';
import { formatCount } from '@/lib/client/format';
import { paths } from '@/lib/client/paths';
import type { Step } from '@/lib/contract/trace';
import { stepTitle, stepTones } from './step-words';
import type { WaterfallRow } from './waterfall-rows';

/** Which step the inspector is about. */
export function InspectorTitle({ row, rowCount }: { row: WaterfallRow; rowCount: number }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <KindDot tone={stepTones[row.step.type]} />
      <span className="truncate font-semibold">{stepTitle(row.step)}</span>
      <span className="text-xs font-normal whitespace-nowrap text-muted">
        step {formatCount(row.number)} of {formatCount(rowCount)}
      </span>
    </span>
  );
}

/** Copies the permanent address of a step. */
export function CopyStepLink({ step }: { step: Step }) {
  return <CopyButton value={linkTo(step.run_id, step.id)} label="Copy link to this step" />;
}

/** The heading of the inspector beside the steps. */
export function InspectorHead({
  row,
  rowCount,
  onClose,
}: {
  row: WaterfallRow;
  rowCount: number;
  onClose: () => void;
}) {
  return (
    <header className="flex h-[37px] shrink-0 items-center justify-between gap-2 border-b border-line pr-2 pl-4">
      <InspectorTitle row={row} rowCount={rowCount} />
      <span className="flex shrink-0 items-center">
        <CopyStepLink step={row.step} />
        <IconButton label="Close" className="size-6" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </span>
    </header>
  );
}

function linkTo(runId: string, stepId: string): string {
  const path = paths.trace(runId, stepId);
  return typeof window === 'undefined' ? path : new URL(path, window.location.href).href;
}
