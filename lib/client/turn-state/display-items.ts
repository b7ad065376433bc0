import type { UserMessageEcho } from '@/lib/contract/user-message-echo';
import { callStatus, type CallStatus } from './call-status';
import { isQuestion } from './call-label';
import {
  isTurnActive,
  type CallRecord,
  type MessageRecord,
  type SteerRecord,
  type TurnRecord,
  type TurnState,
} from './turn-state';

/** One row of the conversation. `key` is stable from the first delta to the stored record. */
export type DisplayItem =
  | { kind: 'user'; key: string; turn: TurnRecord; message: UserMessageEcho; note: string | null }
  | { kind: 'reasoning'; key: string; turn: TurnRecord; message: MessageRecord; isStreaming: boolean }
  | { kind: 'text'; key: string; turn: TurnRecord; message: MessageRecord; isStreaming: boolean }
  | {
      kind: 'call';
      key: string;
      turn: TurnRecord;
      call: CallRecord;
      status: CallStatus;
      stepId: string | null;
    }
  | {
      kind: 'approval' | 'question' | 'client_tool';
      key: string;
      turn: TurnRecord;
      call: CallRecord;
      status: CallStatus;
    }
  | { kind: 'working'; key: string; turn: TurnRecord }
  | { kind: 'notice'; key: string; turn: TurnRecord };

/** The conversation as rows, from the state alone. `nowMs` only decides what has expired. */
export function displayItems(state: TurnState, nowMs: number): DisplayItem[] {
  // Queued turns have a place of their own, outside the conversation, until they start.
  return state.turns.flatMap((turn) => (turn.phase === 'queued' ? [] : turnItems(state, turn, nowMs)));
}

function turnItems(state: TurnState, turn: TurnRecord, nowMs: number): DisplayItem[] {
  const items: DisplayItem[] = turn.input.flatMap((message, index): DisplayItem[] =>
    message.type === 'user.message'
      ? [
          {
            kind: 'user',
            key: `${turn.key}:user:${index}`,
            turn,
            message,
            note: turn.phase === 'sending' ? 'Sending…' : null,
          },
        ]
      : [],
  );
  items.push(...steerItems(turn, 0));
  for (const [index, message] of turn.messages.entries()) {
    items.push(...messageItems({ state, turn, message, nowMs }));
    items.push(...steerItems(turn, index + 1));
  }
  if (turn.phase === 'running' && isQuiet(state, turn, nowMs))
    items.push({ kind: 'working', key: `${turn.key}:working`, turn });
  items.push(...steerItems(turn, null));
  if (turn.phase === 'refused' || turn.phase === 'error' || turn.phase === 'cancelled') {
    items.push({ kind: 'notice', key: `${turn.key}:notice`, turn });
  }
  return items;
}

/** Messages that joined the turn at this place; with `null` those that it has not read yet. */
function steerItems(turn: TurnRecord, after: number | null): DisplayItem[] {
  return turn.steers
    .filter((steer) => steer.after === after)
    .map((steer) => ({
      kind: 'user',
      key: `${turn.key}:${steer.key}`,
      turn,
      message: steer.message,
      note: noteOf(steer),
    }));
}

function noteOf(steer: SteerRecord): string {
  if (steer.after !== null) return 'Joined the run';
  return steer.isAccepted ? 'Joins the run before its next step…' : 'Sending…';
}

function messageItems({
  state,
  turn,
  message,
  nowMs,
}: {
  state: TurnState;
  turn: TurnRecord;
  message: MessageRecord;
  nowMs: number;
}): DisplayItem[] {
  const items: DisplayItem[] = [];
  const isStreaming = !message.isFinished && isTurnActive(turn);
  if (message.reasoning !== '') {
    const isThinking = isStreaming && message.reasoningEndedAt === null;
    items.push({ kind: 'reasoning', key: `${message.id}:reasoning`, turn, message, isStreaming: isThinking });
  }
  if (message.content.trim() !== '')
    items.push({ kind: 'text', key: `${message.id}:text`, turn, message, isStreaming });
  for (const { callId } of message.slots) {
    const call = state.calls[callId];
    if (call) items.push(...callItems({ turn, call, status: callStatus(state, call, nowMs) }));
  }
  return items;
}

function callItems({
  turn,
  call,
  status,
}: {
  turn: TurnRecord;
  call: CallRecord;
  status: CallStatus;
}): DisplayItem[] {
  const line: DisplayItem = {
    kind: 'call',
    key: `${call.id}:call`,
    turn,
    call,
    status,
    stepId: call.response?.stepId ?? null,
  };
  if (isQuestion(call)) {
    return call.request || call.response
      ? [{ kind: 'question', key: `${call.id}:question`, turn, call, status }]
      : [line];
  }
  if (!call.request) return [line];
  const kind = call.request.kind === 'approval' ? 'approval' : 'client_tool';
  const card: DisplayItem = { kind, key: `${call.id}:${kind}`, turn, call, status };
  const hasRun =
    status !== 'waiting' && status !== 'denied' && status !== 'expired' && status !== 'withdrawn';
  return kind === 'approval' && hasRun ? [card, line] : [card];
}

/** Nothing on the screen moves although the turn runs: say that it is being worked on. */
function isQuiet(state: TurnState, turn: TurnRecord, nowMs: number): boolean {
  const last = turn.messages.at(-1);
  if (last && !last.isFinished)
    return last.content === '' && last.reasoning === '' && last.slots.length === 0;
  const running = Object.values(state.calls).some((call) => {
    const status = callStatus(state, call, nowMs);
    return (
      status === 'running' ||
      status === 'planned' ||
      (status === 'waiting' && call.request?.turnKey === turn.key)
    );
  });
  return !running;
}
