import type { CallDecision, StoredCall } from './turn-store-port';
import { isWaiting, type WaitingCall } from './waiting-call';

export type CallDecisionInput = { toolCallId: string; threadId: string; decision: CallDecision };

export type DecisionRefusal =
  /** No such call waits in this session. */
  | { status: 'unknown_calls'; ids: string[] }
  /** Decided, expired or withdrawn before. */
  | { status: 'already_decided'; ids: string[] }
  /** Every waiting call must be decided at once; these were left out. */
  | { status: 'undecided_calls'; calls: StoredCall[] }
  /** An approval for a question, or a result for an approval. */
  | { status: 'wrong_kind'; ids: string[] }
  /** The calls wait in another turn than the one to go on from. */
  | { status: 'wrong_turn'; ids: string[] };

export type DecisionMatch = {
  status: 'matched';
  runId: string;
  /** The turn that waits, which the resuming one goes on from. */
  turnId: string;
  decided: { call: StoredCall; decision: CallDecision }[];
};

/** Holds decisions against the calls that wait. All or nothing: one that does not fit refuses them all. */
export function matchDecisions(
  calls: readonly WaitingCall[],
  decisions: readonly CallDecisionInput[],
  continuedTurnId?: string,
): DecisionMatch | DecisionRefusal {
  const byId = new Map(calls.map((call) => [call.id, call]));
  const ids = decisions.map((decision) => decision.toolCallId);
  const unknown = decisions.filter(({ toolCallId, threadId }) => byId.get(toolCallId)?.threadId !== threadId);
  if (unknown.length > 0) return { status: 'unknown_calls', ids: unknown.map((item) => item.toolCallId) };
  const over = ids.filter((id, index) => {
    const call = byId.get(id);
    return !call || !isWaiting(call) || ids.indexOf(id) !== index;
  });
  if (over.length > 0) return { status: 'already_decided', ids: over };
  const left = calls.filter((call) => isWaiting(call) && !ids.includes(call.id));
  if (left.length > 0) return { status: 'undecided_calls', calls: left };
  const decided = decisions.flatMap(({ toolCallId, decision }) => {
    const call = byId.get(toolCallId);
    return call ? [{ call, decision }] : [];
  });
  const wrong = decided.filter(({ call, decision }) => !fits(call, decision));
  if (wrong.length > 0) return { status: 'wrong_kind', ids: wrong.map(({ call }) => call.id) };
  const first = decided[0];
  if (!first) return { status: 'unknown_calls', ids: [] };
  const turnId = continuedTurnId ?? first.call.turnId;
  const elsewhere = decided.filter(({ call }) => call.turnId !== turnId);
  if (elsewhere.length > 0) return { status: 'wrong_turn', ids: elsewhere.map(({ call }) => call.id) };
  return { status: 'matched', runId: first.call.runId, turnId, decided };
}

function fits(call: StoredCall, decision: CallDecision): boolean {
  if (call.gate === 'unknown_outcome') return true;
  return (call.gate === 'response') === (decision.status === 'response');
}
