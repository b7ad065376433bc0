import type { OptInEvent } from '@/lib/contract/opt-in-event';
import type { UserMessageEcho } from '@/lib/contract/user-message-echo';
import type { SteerRecord, TurnRecord } from './turn-state';

type Steered = Extract<OptInEvent, { type: 'turn.steered' }>;

/** A message takes its place in the turn: behind what was said so far. One sent from this page is known already. */
export function foldSteered(turn: TurnRecord, event: Steered): TurnRecord {
  const steers = [...turn.steers];
  for (const [index, message] of event.input.entries()) {
    const known = steers.findIndex(
      (steer) => steer.after === null && wordsOf(steer.message) === wordsOf(message),
    );
    const placed: SteerRecord = {
      key: steers[known]?.key ?? `${event.turn_id}:steer:${event.number}:${index}`,
      // Files sent from here keep the picture that the page already has.
      message: steers[known]?.message ?? message,
      after: turn.messages.length,
      isAccepted: true,
    };
    if (known === -1) steers.push(placed);
    else steers[known] = placed;
  }
  return { ...turn, steers };
}

function wordsOf({ content }: UserMessageEcho): string {
  if (typeof content === 'string') return content;
  return content.map((part) => (part.type === 'text' ? part.text : part.file.filename)).join('\n');
}
