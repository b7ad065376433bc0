import { addUsage, noUsage, type Usage } from '@/lib/contract/usage';
import { pendingCalls } from './pending-calls';
import { isTurnActive, type TurnRecord, type TurnState } from './turn-state';

export type RunStatus = 'running' | 'waiting' | 'done' | 'cancelled' | 'error';

/** The newest run: the turn that a user message started, with the turns that resumed it. */
export type RunSummary = {
  runId: string;
  usage: Usage;
  /** Tokens in the window after the newest model call. */
  contextTokens?: number;
  status: RunStatus;
  /** Time spent by turns that have ended; waiting for people does not count. */
  endedMs: number;
};

export function runSummary(state: TurnState, nowMs: number): RunSummary | null {
  const newest = state.turns.findLast((turn) => turn.runId !== null && turn.phase !== 'queued');
  if (!newest || newest.runId === null) return null;
  const turns = state.turns.filter((turn) => turn.runId === newest.runId);
  const usage = turns.map(usageOf).reduce(addUsage, noUsage);
  const call = turns.flatMap((turn) => turn.messages).findLast((message) => message.usage !== null)?.usage;
  return {
    runId: newest.runId,
    usage,
    ...(call ? { contextTokens: call.input_tokens + call.output_tokens } : {}),
    status: statusOf({ state, newest, nowMs }),
    endedMs: turns.reduce((sum, turn) => sum + durationOf(turn), 0),
  };
}

function usageOf(turn: TurnRecord): Usage {
  if (turn.usage) return turn.usage;
  return turn.messages.reduce(
    (sum, message) => (message.usage ? addUsage(sum, message.usage) : sum),
    noUsage,
  );
}

function statusOf({
  state,
  newest,
  nowMs,
}: {
  state: TurnState;
  newest: TurnRecord;
  nowMs: number;
}): RunStatus {
  if (isTurnActive(newest)) return 'running';
  if (newest.phase === 'done' && pendingCalls(state, nowMs).length > 0) return 'waiting';
  return newest.phase === 'cancelled' || newest.phase === 'error' ? newest.phase : 'done';
}

function durationOf(turn: TurnRecord): number {
  if (turn.endedAt === null) return 0;
  const ms = Date.parse(turn.endedAt) - Date.parse(turn.startedAt ?? turn.createdAt);
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}
