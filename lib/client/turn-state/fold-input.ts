import type { TurnInputEcho } from '@/lib/contract/turn';
import type { CallDecision, TurnState } from './turn-state';

/** Notes on each call what a turn's input decided about it. */
export function foldInput(
  calls: TurnState['calls'],
  input: readonly TurnInputEcho[],
  decided: Omit<CallDecision, 'input'>,
): TurnState['calls'] {
  const next = { ...calls };
  for (const item of input) {
    if (item.type === 'user.message') continue;
    const call = next[item.tool_call_id];
    if (call) next[call.id] = { ...call, decision: { ...decided, input: item } };
  }
  return next;
}
