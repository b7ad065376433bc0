'use client';

import { Clock, X } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import type { TurnRecord } from '@/lib/client/turn-state/turn-state';
import { messageWords } from './message-words';
import { placeInQueue } from './place-in-queue';

/** Messages that wait for the run to end, in their order, each with a way to take it out again. */
export function QueuedMessages({
  turns,
  onRemove,
}: {
  turns: readonly TurnRecord[];
  onRemove: (turnKey: string) => void;
}) {
  if (turns.length === 0) return null;
  return (
    <section aria-label="Queued messages" className="mb-1 rounded-lg border border-line bg-raised px-3 py-2">
      <h2 className="flex items-center gap-1.5 text-xs text-muted [&_.lucide]:size-3.5">
        <Clock aria-hidden />
        {turns.length === 1 ? 'Starts' : 'Start one after the other'} when the run has ended
      </h2>
      <ol className="max-h-32 overflow-y-auto">
        {turns.map((turn, index) => {
          const words = messageWords(turn.input);
          return (
            <li key={turn.key} className="flex items-center gap-2 text-sm">
              <span className="min-w-20 shrink-0 text-xs text-muted tabular-nums">
                {placeInQueue(index + 1)}
              </span>
              <span className="min-w-0 grow truncate">{words}</span>
              {turn.id === null ? (
                <span className="text-xs text-muted">Sending…</span>
              ) : (
                <IconButton label={`Remove from the queue: ${words}`} onClick={() => onRemove(turn.key)}>
                  <X aria-hidden />
                </IconButton>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
