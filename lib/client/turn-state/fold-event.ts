import { assertNever } from '../assert-never';
import type { ApprovalInfo } from '@/lib/contract/tool-call';
import { parseArguments } from './call-arguments';
import { foldMessageDelta } from './fold-message-delta';
import { foldSteered } from './fold-steered';
import type { CallRecord, CallRequest, ChatEvent, TurnRecord, TurnState } from './turn-state';

type EventOf<Type extends ChatEvent['type']> = Extract<ChatEvent, { type: Type }>;

/**
 * Folds one streamed event into the turn it belongs to. Sequence numbers rise within a turn, so an event at or
 * below the last one was seen already: a replay changes nothing.
 */
export function foldEvent(state: TurnState, key: string, event: ChatEvent): TurnState {
  const turn = state.turns.find((candidate) => candidate.key === key);
  if (!turn || event.sequence_id <= turn.lastSequenceId) return state;
  const seen = replaceTurn(state, { ...turn, lastSequenceId: event.sequence_id, isLive: true });
  return applyEvent(seen, key, event);
}

/** Applies an event whatever its sequence number: for stored events, which are folded in their listed order. */
export function applyEvent(state: TurnState, key: string, event: ChatEvent): TurnState {
  const turn = state.turns.find((candidate) => candidate.key === key);
  if (!turn) return state;
  switch (event.type) {
    case 'turn.created':
      return foldCreated(state, turn, event);
    case 'model.message':
      return foldMessageDelta(state, turn, event);
    case 'tool.response':
      return foldResponse(state, event);
    case 'tool.approval_required':
      return foldApprovals(state, turn, event);
    case 'tool.response_required':
      return foldResponsesRequired(state, turn, event);
    case 'turn.started':
      return foldStarted(state, turn, event);
    case 'turn.steered':
      return replaceTurn(state, foldSteered(turn, event));
    case 'mcp.initialize':
    case 'tool.dispatched':
    case 'tool.progress':
      return state;
    case 'turn.done':
      return foldDone(state, turn, event);
    default:
      return assertNever(event);
  }
}

export function replaceTurn(state: TurnState, turn: TurnRecord): TurnState {
  return { ...state, turns: state.turns.map((other) => (other.key === turn.key ? turn : other)) };
}

function foldCreated(state: TurnState, turn: TurnRecord, event: EventOf<'turn.created'>): TurnState {
  return replaceTurn(state, {
    ...turn,
    id: event.turn_id,
    runId: event.run_id,
    createdAt: event.created_at,
    startedAt: event.status === 'queued' ? null : event.created_at,
    phase: event.status === 'queued' ? 'queued' : 'running',
  });
}

/** A queued turn begins: from here on it stands behind everything that ran before it. The list tells it of ended ones too. */
function foldStarted(state: TurnState, turn: TurnRecord, event: EventOf<'turn.started'>): TurnState {
  if (turn.phase !== 'queued') return state;
  const started: TurnRecord = { ...turn, phase: 'running', startedAt: event.created_at };
  return { ...state, turns: [...state.turns.filter((other) => other.key !== turn.key), started] };
}

function foldResponse(state: TurnState, event: EventOf<'tool.response'>): TurnState {
  const call = state.calls[event.tool_call_id];
  if (!call) return state;
  return replaceCall(state, {
    ...call,
    response: {
      content: event.content,
      isError: event.is_error,
      outcome: event.outcome,
      durationMs: event.duration_ms,
      stepId: event.step_id ?? null,
    },
  });
}

function foldApprovals(
  state: TurnState,
  turn: TurnRecord,
  event: EventOf<'tool.approval_required'>,
): TurnState {
  return event.tool_calls.reduce((folded, { id }) => {
    const call = folded.calls[id];
    if (!call) return folded;
    const approval = event.approvals.find((info) => info.tool_call_id === id) ?? undescribed(call);
    return replaceCall(
      folded,
      ask(folded, call, {
        kind: 'approval',
        turnKey: turn.key,
        threadId: event.thread_id,
        approval,
        expiresAt: approval.expires_at,
      }),
    );
  }, state);
}

function foldResponsesRequired(
  state: TurnState,
  turn: TurnRecord,
  event: EventOf<'tool.response_required'>,
): TurnState {
  return event.tool_calls.reduce((folded, { id }) => {
    const call = folded.calls[id];
    if (!call) return folded;
    const request: CallRequest = {
      kind: 'response',
      turnKey: turn.key,
      threadId: event.thread_id,
      expiresAt: event.expires_at,
    };
    return replaceCall(folded, ask(folded, call, request));
  }, state);
}

/** A new request re-opens a call (an unknown outcome, say), unless a later turn has already decided it. */
function ask(state: TurnState, call: CallRecord, request: CallRequest): CallRecord {
  const place = (key: string): number => state.turns.findIndex((turn) => turn.key === key);
  const isDecided = call.decision !== null && place(call.decision.turnKey) > place(request.turnKey);
  return { ...call, isComplete: true, request, decision: isDecided ? call.decision : null };
}

function foldDone(state: TurnState, turn: TurnRecord, event: EventOf<'turn.done'>): TurnState {
  return replaceTurn(state, {
    ...turn,
    id: turn.id ?? event.turn_id,
    phase: event.status,
    usage: event.usage,
    endedAt: event.created_at,
    cancellationReason: event.cancellation_reason ?? null,
    error:
      event.status === 'error'
        ? { code: event.code ?? 'error', message: event.message ?? 'The turn ended with an error.' }
        : null,
    messages: turn.messages.map((message) =>
      message.isFinished ? message : { ...message, isFinished: true },
    ),
    // What was accepted has been told by now; what is still on its way will be answered with a turn of its own.
    steers: turn.steers.filter((steer) => steer.after !== null || !steer.isAccepted),
  });
}

function replaceCall(state: TurnState, call: CallRecord): TurnState {
  return { ...state, calls: { ...state.calls, [call.id]: call } };
}

function undescribed(call: CallRecord): ApprovalInfo {
  return {
    tool_call_id: call.id,
    server: call.toolInfo?.mcp_server_name ?? '',
    tool: call.toolInfo?.original_tool_name ?? call.name,
    kind: 'approval',
    reason: 'This tool asks a person before it runs.',
    policy: '',
    arguments: { ...parseArguments(call.argumentsText) },
    arguments_digest: '',
    tool_digest: '',
    expires_at: '',
  };
}
