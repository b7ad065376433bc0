import { callLabel } from '@/lib/client/turn-state/call-label';
import { callArguments } from '@/lib/client/turn-state/call-arguments';
import type { DisplayItem } from '@/lib/client/turn-state/display-items';
import type { CallRecord } from '@/lib/client/turn-state/turn-state';
import { questionOf } from './approval/question-of';

const wordsMax = 600;

/** What a screen reader is told now: the newest finished message, card that waits, or failure of a turn seen live. */
export function announcement(items: readonly DisplayItem[], agentName: string): string {
  const item = items.findLast((candidate) => candidate.turn.isLive && wordsOf(candidate, agentName) !== null);
  return item ? (wordsOf(item, agentName) ?? '') : '';
}

function wordsOf(item: DisplayItem, agentName: string): string | null {
  switch (item.kind) {
    case 'text':
      return item.isStreaming ? null : `${agentName}: ${item.message.content.slice(0, wordsMax)}`;
    case 'approval':
      return item.status === 'waiting' ? `Approval needed: ${subjectOf(item.call)}` : null;
    case 'question':
      return item.status === 'waiting'
        ? `The agent asks: ${questionOf(callArguments(item.call)).question}`
        : null;
    case 'client_tool':
      return item.status === 'waiting' ? `A result is wanted: ${subjectOf(item.call)}` : null;
    case 'notice':
      return item.turn.error ? `Error: ${item.turn.error.message}` : 'The turn was stopped.';
    default:
      return null;
  }
}

function subjectOf(call: CallRecord): string {
  const { server, tool } = callLabel(call);
  return `${server}.${tool}`;
}
