import { callStatus } from './call-status';
import type { CallRecord, TurnState } from './turn-state';

/** The calls that wait for a person now, in the order they were asked for. */
export function pendingCalls(state: TurnState, nowMs: number): CallRecord[] {
  return Object.values(state.calls).filter((call) => callStatus(state, call, nowMs) === 'waiting');
}
