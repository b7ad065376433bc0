import { digestOf } from '@/lib/platform/canonical-json';
import type { StoredCall } from '@/lib/storage/turn-store-port';
import { decide } from '../policy/decide';
import type { ClientTool, HarnessTool, ServerTool } from '../tools/runnable-tool';
import type { PreparedCall } from './prepare-call';
import type { CallResult } from './call-result';
import type { WaitingCall } from './gate-calls';
import type { TurnRun } from './turn-run';

export type ReadyCall = Extract<PreparedCall, { status: 'ready' }>;
export type RunnableCall = {
  next: 'run';
  ready: ReadyCall & { tool: ServerTool | HarnessTool };
  decision: { policy: string; approved: boolean };
  stored: StoredCall | undefined;
};

export type DecidedCall = RunnableCall | { next: 'wait'; waiting: WaitingCall } | CallResult;

/** Second of the four steps: what a person has said comes first, then the gate. */
export function decideCall(
  run: TurnRun,
  prepared: PreparedCall,
  stored: StoredCall | undefined,
): DecidedCall {
  const { decision } = stored ?? {};
  if (stored && neverDecided(run, stored)) return undecided(stored);
  if (stored && isOver(stored)) return ranElsewhere(stored);
  if (decision?.status === 'response')
    return { next: 'settle', outcome: 'answered', content: decision.content, isError: false };
  if (decision?.status === 'deny') return denied(stored, decision.reason);
  const wasSent = maybeSent(prepared, stored);
  if (prepared.status === 'refused') return refused(prepared.content, wasSent);
  const { tool } = prepared;
  // Before anything else, a stop included: what may have taken effect is never passed off as not having run.
  // Also after an approval: the allow was used up when the call was sent.
  if (tool.kind === 'server' && wasSent && !isRepeatable(tool))
    return { next: 'wait', waiting: waitForOutcome(prepared) };
  if (run.signal.aborted)
    return { next: 'settle', outcome: 'cancelled', content: 'Cancelled before it ran.', isError: true };
  if (tool.kind === 'client') return { next: 'wait', waiting: waitForAnswer(prepared, tool) };
  const policy = tool.kind === 'server' ? tool.policy : undefined;
  const argumentsDigest = digestOf(prepared.input);
  const gate = decide({
    policy,
    agentAsks: tool.kind === 'server' && tool.asks,
    argumentsDigest,
    approval:
      decision && stored
        ? { toolDigest: stored.toolDigest, argumentsDigest: digestOf(decision.arguments ?? stored.arguments) }
        : undefined,
  });
  if (gate.action === 'deny')
    return { next: 'settle', outcome: 'denied', content: gate.reason, isError: true };
  if (gate.action === 'ask' && !wasSent) {
    return {
      next: 'wait',
      waiting: { prepared, gate: 'approval', reason: gate.reason, policy: gate.policy },
    };
  }
  return {
    next: 'run',
    ready: { ...prepared, tool },
    decision: { policy: gate.policy, approved: gate.action === 'allow' && gate.approved },
    stored,
  };
}

/** The intent to send it is stored, and no reply: in this turn, in an earlier one, or put to a person as unknown. */
function maybeSent({ call }: PreparedCall, stored: StoredCall | undefined): boolean {
  const isAsked = stored?.state === 'outcome_unknown' && stored.decision === null;
  return call.wasDispatched || stored?.state === 'dispatched' || isAsked;
}

function refused(reason: string, wasSent: boolean): CallResult {
  const content = wasSent
    ? `This call was sent, and it is not known whether it took effect. It is not sent again: ${reason}`
    : reason;
  return { next: 'settle', outcome: 'error', content, isError: true };
}

/** An admin said that running it twice does no harm. */
export function isRepeatable(tool: ServerTool | HarnessTool): boolean {
  return tool.kind === 'harness' || tool.policy.effect === 'read_only' || tool.policy.idempotent;
}

export function waitForOutcome(prepared: ReadyCall): WaitingCall {
  return {
    prepared,
    gate: 'unknown_outcome',
    policy: 'unknown-outcome',
    reason: 'This call was sent, but no reply was recorded. It may or may not have taken effect.',
  };
}

function waitForAnswer(prepared: ReadyCall, tool: ClientTool): WaitingCall {
  const reason = tool.isQuestion ? 'The agent asks a question.' : 'The caller answers this tool.';
  return { prepared, gate: 'response', reason, policy: 'client' };
}

function denied(stored: StoredCall | undefined, reason: string | undefined): CallResult {
  const what =
    stored?.gate === 'unknown_outcome'
      ? 'It is not known whether this call took effect; it is not sent again.'
      : 'A person denied this call. It did not run.';
  return {
    next: 'settle',
    outcome: 'denied',
    content: reason ? `${what} Reason: ${reason}` : what,
    isError: true,
  };
}

/** It was withdrawn, or waited in an earlier turn and this turn brought no decision, so that it expired. */
function neverDecided(run: TurnRun, stored: StoredCall): boolean {
  if (stored.gate === null || stored.decision !== null) return false;
  return stored.turnId !== run.state.key.turnId || stored.withdrawnAt !== null;
}

function undecided(stored: StoredCall): CallResult {
  const isUnknown = stored.gate === 'unknown_outcome';
  const why = stored.withdrawnAt
    ? 'The session was stopped before anybody decided on this call.'
    : 'Nobody decided on this call in time.';
  const what = isUnknown
    ? 'It is not known whether it took effect; it is not sent again.'
    : 'It did not run.';
  return {
    next: 'settle',
    outcome: stored.withdrawnAt ? 'cancelled' : 'expired',
    content: `${why} ${what}`,
    isError: true,
  };
}

/** The call has had its end, with this conversation branched off before it. */
function isOver(stored: StoredCall): boolean {
  return stored.state === 'settled' || stored.state === 'refused';
}

/** A decision counts once: a branch of the conversation that still has the call open may not use it again. */
function ranElsewhere(stored: StoredCall): CallResult {
  const what = stored.state === 'settled' ? 'ran' : 'was refused';
  const content = `This call ${what} in another branch of the conversation, so it is not sent from here. Call the tool again if it is needed.`;
  return { next: 'settle', outcome: 'cancelled', content, isError: true };
}
