'use client';

import { Check } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useChatContext } from '../chat-context';

/** Takes the place of a card's actions once a choice is noted but others still wait. */
export function ChoiceBar({ callId, words }: { callId: string; words: string }) {
  const { choices, pendingCount, takeBack } = useChatContext();
  const missing = Math.max(0, pendingCount - Object.keys(choices).length);
  const rest =
    missing === 0
      ? 'It is being sent.'
      : `It is sent when the other ${missing === 1 ? 'card is' : `${missing} cards are`} decided.`;
  return (
    <>
      <Check className="text-ok" aria-hidden />
      <p role="status" className="min-w-0 grow text-sm">
        <span className="font-medium">{words}</span> <span className="text-muted">{rest}</span>
      </p>
      {missing > 0 ? (
        <Button variant="ghost" size="sm" onClick={() => takeBack(callId)}>
          Change
        </Button>
      ) : null}
    </>
  );
}
