'use client';

import { X } from 'lucide-react';
import { CopyButton } from '@/components/ui/copy-button';
import { IconButton } from '@/components/ui/icon-button';
import { KindDot } from '@/components/ui/kind-dot';
import { formatCount } from '@/lib/client/format';
import { paths } from '@/lib/client/paths';
import { stepTitle, stepTones } from './step-words';
import type { WaterfallRow } from './waterfall-rows';

/** What the inspector is about, with a permanent link to it. */
export function InspectorHead({
  row,
  rowCount,
  onClose,
}: {
  row: WaterfallRow;
  rowCount: number;
  /** Left out where the frame around it closes. */
  onClose?: () => void;
}) {
  const { step, number } = row;
  return (
    <div className="flex min-w-0 grow items-center gap-2">
      <KindDot tone={stepTones[step.type]} />
      <span className="truncate font-semibold">{stepTitle(step)}</span>
      <span className="text-xs whitespace-nowrap text-muted">
        step {formatCount(number)} of {formatCount(rowCount)}
      </span>
      <span className="ml-auto flex shrink-0 items-center">
        <CopyButton value={linkTo(step.run_id, step.id)} label="Copy link to this step" />
        {onClose ? (
          <IconButton label="Close" className="size-6" onClick={onClose}>
            <X aria-hidden />
          </IconButton>
        ) : null}
      </span>
    </div>
  );
}

function linkTo(runId: string, stepId: string): string {
  const path = paths.trace(runId, stepId);
  return typeof window === 'undefined' ? path : new URL(path, window.location.href).href;
}
