'use client';

import { ArrowUp } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';

/**
 * What can be done with a message: `send` it while nothing runs, `queue` it while calls wait for somebody, and while
 * a turn runs either queue it or let it join.
 */
export type SendWays = 'send' | 'queue' | 'queue_or_steer';

type Sends = { send: () => void; queue: () => void; steer: () => void };

/** The buttons that send a message, each named for what becomes of it. */
export function SendButtons({
  ways,
  reason,
  sends,
}: {
  ways: SendWays;
  reason: string | null;
  sends: Sends;
}) {
  if (ways === 'send') return <SendButton reason={reason} onSend={sends.send} />;
  return (
    <>
      {ways === 'queue_or_steer' ? (
        <NamedButton
          name="Steer"
          about="Joins this run before its next step. Ctrl or Cmd and Enter does the same."
          reason={reason}
          onPress={sends.steer}
        />
      ) : null}
      <NamedButton
        name="Queue"
        about={
          ways === 'queue'
            ? 'Starts when what waits above is decided and that run has ended. Enter does the same.'
            : 'Starts when this run has ended. Enter does the same.'
        }
        reason={reason}
        onPress={sends.queue}
        isPrimary
      />
    </>
  );
}

function NamedButton({
  name,
  about,
  reason,
  onPress,
  isPrimary = false,
}: {
  name: string;
  about: string;
  reason: string | null;
  onPress: () => void;
  isPrimary?: boolean;
}) {
  const variant = isPrimary ? { variant: 'primary' as const } : {};
  if (reason !== null)
    return (
      <Button {...variant} disabledReason={reason}>
        {name}
      </Button>
    );
  return (
    <Tooltip content={about} side="top">
      <Button {...variant} onClick={onPress}>
        {name}
      </Button>
    </Tooltip>
  );
}

function SendButton({ reason, onSend }: { reason: string | null; onSend: () => void }) {
  return (
    <Tooltip content={reason ?? 'Send'} side="top">
      <button
        type="button"
        aria-label="Send"
        aria-disabled={reason !== null || undefined}
        onClick={() => {
          if (reason === null) onSend();
        }}
        className="inline-flex size-[30px] items-center justify-center rounded-md bg-primary text-on-primary hover:opacity-88 aria-disabled:opacity-40"
      >
        <ArrowUp aria-hidden />
      </button>
    </Tooltip>
  );
}
