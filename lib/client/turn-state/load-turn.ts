import type { ModelMessage } from '@/lib/contract/event';
import type { Turn } from '@/lib/contract/turn';
import { applyEvent, replaceTurn } from './fold-event';
import { foldInput } from './fold-input';
import { blankCall, blankMessage } from './fold-message-delta';
import {
  isTurnActive,
  type ListedEvent,
  type MessageRecord,
  type TurnRecord,
  type TurnState,
} from './turn-state';

/**
 * Takes a turn as the server stores it. What was folded of it before is replaced; only what storage does not keep
 * (its key on this page, the times of streamed messages) stays.
 */
export function loadTurn(state: TurnState, turn: Turn, events: readonly ListedEvent[]): TurnState {
  const known = state.turns.find((candidate) => candidate.id === turn.id);
  const record = toRecord(turn, events, known);
  const placed = known ? replaceTurn(state, record) : { ...state, turns: insert(state.turns, record) };
  const cleared = { ...placed, calls: withoutStrayCalls(placed.calls, record.key, events) };
  const folded = events.reduce(
    (next, event) =>
      event.type === 'model.message'
        ? foldStoredMessage(next, record.key, event, known)
        : applyEvent(next, record.key, event),
    cleared,
  );
  const decided = { turnKey: record.key, by: turn.created_by, at: turn.created_at };
  return { ...folded, calls: foldInput(folded.calls, turn.input, decided) };
}

function toRecord(turn: Turn, events: readonly ListedEvent[], known: TurnRecord | undefined): TurnRecord {
  const last = events.reduce((highest, event) => Math.max(highest, event.sequence_id), -1);
  const isActive = isTurnActive({ phase: turn.status });
  return {
    key: known?.key ?? turn.id,
    id: turn.id,
    runId: turn.run_id,
    phase: turn.status,
    // Files sent from here keep the picture that the page already has.
    input: known && known.input.length > 0 ? known.input : turn.input,
    messages: [],
    // Those that are still on their way; the events tell of the others.
    steers: isActive ? (known?.steers.filter((steer) => steer.after === null) ?? []) : [],
    // A stored list holds no half-written message: a running turn is always followed from its beginning.
    lastSequenceId: isActive ? -1 : Math.max(last, known?.lastSequenceId ?? -1),
    usage: isActive ? null : turn.usage,
    createdAt: turn.created_at,
    startedAt: turn.started_at,
    endedAt: turn.ended_at,
    createdBy: turn.created_by,
    cancellationReason: turn.cancellation_reason,
    error: turn.error,
    isLive: known?.isLive ?? false,
  };
}

function foldStoredMessage(
  state: TurnState,
  key: string,
  event: ModelMessage,
  known: TurnRecord | undefined,
): TurnState {
  const turn = state.turns.find((candidate) => candidate.key === key);
  if (!turn) return state;
  const streamed = known?.messages.find((message) => message.id === event.message_id);
  const calls = { ...state.calls };
  for (const stored of event.tool_calls ?? []) {
    const call = calls[stored.id] ?? blankCall({ id: stored.id, turnKey: key, threadId: event.thread_id });
    calls[stored.id] = {
      ...call,
      name: stored.function.name,
      argumentsText: stored.function.arguments,
      toolInfo: stored.tool_info ?? call.toolInfo,
      isComplete: true,
    };
  }
  const message: MessageRecord = {
    ...blankMessage(event),
    content: event.content ?? '',
    reasoning: event.reasoning_content ?? '',
    slots: (event.tool_calls ?? []).map((call, index) => ({ index, callId: call.id })),
    isFinished: true,
    finishReason: event.finish_reason,
    usage: event.usage ?? null,
    model: event.model ?? null,
    stepId: event.step_id ?? null,
    startedAt: streamed?.startedAt ?? null,
    reasoningEndedAt: streamed?.reasoningEndedAt ?? null,
    endedAt: streamed?.endedAt ?? null,
  };
  const messages = [...turn.messages.filter((other) => other.id !== message.id), message];
  return replaceTurn({ ...state, calls }, { ...turn, messages });
}

/** Calls of an attempt that was not kept must not stay behind. */
function withoutStrayCalls(
  calls: TurnState['calls'],
  key: string,
  events: readonly ListedEvent[],
): TurnState['calls'] {
  const kept = new Set(
    events.flatMap((event) =>
      event.type === 'model.message' ? (event.tool_calls ?? []).map((call) => call.id) : [],
    ),
  );
  return Object.fromEntries(
    Object.entries(calls).filter(([id, call]) => call.turnKey !== key || kept.has(id)),
  );
}

function insert(turns: readonly TurnRecord[], record: TurnRecord): TurnRecord[] {
  const place = turns.findIndex((turn) => orderOf(turn) > orderOf(record));
  return place === -1 ? [...turns, record] : [...turns.slice(0, place), record, ...turns.slice(place)];
}

/** By start, because queued turns may be overtaken; those that wait come last, in the order of their arrival. */
function orderOf(turn: TurnRecord): string {
  if (turn.startedAt !== null) return turn.startedAt;
  return turn.phase === 'queued' ? `~${turn.createdAt}` : turn.createdAt;
}
