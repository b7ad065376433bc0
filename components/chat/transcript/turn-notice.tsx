'use client';

import { CircleAlert, CircleSlash } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { TurnRecord } from '@/lib/client/turn-state/turn-state';
import { useChatContext } from '../chat-context';
import { StepLink } from './step-link';

const cancellations: Record<string, string> = {
  'client-cancelled': 'Stopped. What was said is kept; send a message to go on.',
  'cancelled-for-next-turn': 'Stopped for the next message.',
  'server-execution-timeout':
    'The turn took longer than the agent may run. What was said is kept; send a message to go on, or raise the timeout of the agent.',
};

/** Of a turn that was queued and never began. */
const neverBegan: Record<string, string> = {
  'client-cancelled': 'Taken out of the queue before it started.',
  'cancelled-for-next-turn': 'Made way for the next message before it started.',
};

/** How a turn ended when it did not end well: one sentence and the next step. */
export function TurnNotice({ turn }: { turn: TurnRecord }) {
  const { retry, dismiss } = useChatContext();
  if (turn.phase === 'cancelled') {
    return (
      <Notice icon={<CircleSlash />}>
        {(turn.startedAt === null ? neverBegan : cancellations)[
          turn.cancellationReason ?? 'client-cancelled'
        ] ?? `Stopped: ${turn.cancellationReason}.`}
      </Notice>
    );
  }
  const message = turn.error?.message ?? 'The turn ended with an error.';
  if (turn.phase !== 'refused') {
    return (
      <Notice tone="danger" icon={<CircleAlert />} title="The turn ended with an error">
        <p>{message}</p>
        <TraceHint turn={turn} />
      </Notice>
    );
  }
  return (
    <Notice
      tone="danger"
      icon={<CircleAlert />}
      title="This was not sent"
      action={
        <span className="flex shrink-0 gap-1.5">
          <Button size="sm" onClick={() => retry(turn.key)}>
            Retry
          </Button>
          <Button size="sm" variant="ghost" onClick={() => dismiss(turn.key)}>
            Dismiss
          </Button>
        </span>
      }
    >
      {message}
    </Notice>
  );
}

function TraceHint({ turn }: { turn: TurnRecord }) {
  const last = turn.messages.findLast((message) => message.stepId !== null);
  return <StepLink runId={turn.runId} stepId={last?.stepId ?? null} />;
}
