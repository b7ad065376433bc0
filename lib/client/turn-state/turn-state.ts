import type { ApprovalInfo, ToolInfo } from '@/lib/contract/tool-call';
import type { TurnInputEcho, TurnStatus, UserToolApproval, UserToolResponse } from '@/lib/contract/turn';
import type { OptInEvent } from '@/lib/contract/opt-in-event';
import type { StoredEvent, StreamEvent } from '@/lib/contract/event';
import type { Usage } from '@/lib/contract/usage';
import type { UserMessageEcho } from '@/lib/contract/user-message-echo';

/** What the chat reads: it asks for progress, to see when queued turns start and messages join. */
export type ChatEvent = StreamEvent | OptInEvent;
export type ListedEvent = StoredEvent | OptInEvent;

/** `sending`: on its way to the server. `refused`: the server did not take it, so nothing ran. */
export type TurnPhase = TurnStatus | 'sending' | 'refused';

export type MessageRecord = {
  id: string;
  threadId: string;
  content: string;
  reasoning: string;
  /** Places of the calls in the message; streamed chunks are merged by `index`. */
  slots: readonly { index: number; callId: string }[];
  isFinished: boolean;
  finishReason: string | null;
  usage: Usage | null;
  model: string | null;
  stepId: string | null;
  /** Times are known only for messages seen while they were streamed. */
  startedAt: string | null;
  reasoningEndedAt: string | null;
  endedAt: string | null;
};

export type CallRequest =
  | { kind: 'approval'; turnKey: string; threadId: string; approval: ApprovalInfo; expiresAt: string }
  | { kind: 'response'; turnKey: string; threadId: string; expiresAt: string };

export type CallDecision = {
  turnKey: string;
  /** Null until the server has named who decided. */
  by: string | null;
  at: string;
  input: UserToolApproval | UserToolResponse;
};

export type CallResponse = {
  content: string;
  isError: boolean;
  outcome: string;
  durationMs: number;
  stepId: string | null;
};

export type CallRecord = {
  id: string;
  /** The turn whose model message asked for the call; a later turn may bring the result. */
  turnKey: string;
  threadId: string;
  name: string;
  argumentsText: string;
  toolInfo: ToolInfo | null;
  isComplete: boolean;
  request: CallRequest | null;
  isWithdrawn: boolean;
  decision: CallDecision | null;
  response: CallResponse | null;
};

/** A message that joined the turn while it ran. */
export type SteerRecord = {
  key: string;
  message: UserMessageEcho;
  /** Messages of the turn before it; null until the turn has taken it in. */
  after: number | null;
  /** The server has it, and the turn will read it. */
  isAccepted: boolean;
};

export type TurnRecord = {
  /** Stable while the page lives: the local id of a turn sent here, else the turn's own id. */
  key: string;
  id: string | null;
  runId: string | null;
  phase: TurnPhase;
  input: readonly TurnInputEcho[];
  messages: readonly MessageRecord[];
  steers: readonly SteerRecord[];
  lastSequenceId: number;
  usage: Usage | null;
  createdAt: string;
  /** Null while it is queued, and for good when it never began. */
  startedAt: string | null;
  endedAt: string | null;
  createdBy: string | null;
  cancellationReason: string | null;
  error: { code: string; message: string } | null;
  /** True once events of it were seen as they happened: only those are announced. */
  isLive: boolean;
};

/** What the browser knows of a session: the fold of its turns' events, and nothing else. */
export type TurnState = {
  turns: readonly TurnRecord[];
  calls: Readonly<Record<string, CallRecord>>;
};

export const emptyTurnState: TurnState = { turns: [], calls: {} };

/** Runs, or is about to: the turn that a message could join, and that a queued one waits for. */
export function isTurnRunning(turn: Pick<TurnRecord, 'phase'>): boolean {
  return turn.phase === 'sending' || turn.phase === 'running';
}

/** Not ended yet, so that there is something to follow. */
export function isTurnActive(turn: Pick<TurnRecord, 'phase'>): boolean {
  return turn.phase === 'sending' || turn.phase === 'queued' || turn.phase === 'running';
}
