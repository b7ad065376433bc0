import { Ban, CircleCheck, CircleX, Clock, Hourglass, LoaderCircle, type LucideIcon } from 'lucide-react';
import { ToneLabel } from '@/components/ui/tone-label';
import type { Tone } from '@/components/ui/tone';
import type { Run } from '@/lib/contract/trace';

/** The word, colour and icon of each state of a run. */
export const runStatuses: Record<Run['status'], { label: string; tone: Tone; icon: LucideIcon }> = {
  queued: { label: 'Queued', tone: 'neutral', icon: Clock },
  running: { label: 'Running', tone: 'info', icon: LoaderCircle },
  waiting: { label: 'Waiting', tone: 'approval', icon: Hourglass },
  done: { label: 'Done', tone: 'ok', icon: CircleCheck },
  cancelled: { label: 'Cancelled', tone: 'neutral', icon: Ban },
  error: { label: 'Failed', tone: 'danger', icon: CircleX },
};

/** The state of a run, as an icon and a word. */
export function RunStatus({ status, className }: { status: Run['status']; className?: string }) {
  const { label, tone, icon: Icon } = runStatuses[status];
  return (
    <ToneLabel tone={tone} icon={<Icon aria-hidden />} {...(className ? { className } : {})}>
      {label}
    </ToneLabel>
  );
}
