import { isTurnActive, type CallRecord, type TurnState } from './turn-state';

/**
 * How a call stands for a reader. `waiting` wants a person; `stopped` will not go on because its turn ended first;
 * `withdrawn` was taken back before anybody decided.
 */
export type CallStatus =
  'planned' | 'running' | 'waiting' | 'done' | 'error' | 'denied' | 'expired' | 'withdrawn' | 'stopped';

/** Expiry is a matter of the clock, so it is asked for here and not folded into the state. */
export function callStatus(state: TurnState, call: CallRecord, nowMs: number): CallStatus {
  if (call.response) return settledStatus(call);
  if (call.decision) {
    if (call.decision.input.type === 'user.tool_response') return 'done';
    if (call.decision.input.approval.status === 'deny') return 'denied';
    return isActive(state, call.decision.turnKey) ? 'running' : 'stopped';
  }
  if (call.request) {
    if (call.isWithdrawn) return 'withdrawn';
    return isPast(call.request.expiresAt, nowMs) ? 'expired' : 'waiting';
  }
  if (!isActive(state, call.turnKey)) return 'stopped';
  return call.isComplete ? 'running' : 'planned';
}

function settledStatus(call: CallRecord): CallStatus {
  switch (call.response?.outcome) {
    case 'error':
      return 'error';
    case 'denied':
      return 'denied';
    case 'expired':
      return call.isWithdrawn ? 'withdrawn' : 'expired';
    case 'cancelled':
      return call.request && !call.decision ? 'withdrawn' : 'stopped';
    default:
      return call.response?.isError ? 'error' : 'done';
  }
}

function isActive(state: TurnState, key: string): boolean {
  const turn = state.turns.find((candidate) => candidate.key === key);
  return turn !== undefined && isTurnActive(turn);
}

function isPast(at: string, nowMs: number): boolean {
  const atMs = Date.parse(at);
  return !Number.isNaN(atMs) && atMs <= nowMs;
}
