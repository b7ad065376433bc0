import type { ModelMessageDelta } from '@/lib/contract/event';
import type { ToolCallDelta } from '@/lib/contract/tool-call';
import type { CallRecord, MessageRecord, TurnRecord, TurnState } from './turn-state';

/** Merges a streamed increment into its message. A superseded attempt starts the message over. */
export function foldMessageDelta(state: TurnState, turn: TurnRecord, delta: ModelMessageDelta): TurnState {
  const known = turn.messages.find((message) => message.id === delta.message_id);
  const calls = { ...state.calls };
  let message = known ?? blankMessage(delta);
  if (delta.superseded) {
    for (const slot of message.slots) delete calls[slot.callId];
    message = blankMessage(delta);
  }
  message = mergeText(message, delta);
  for (const chunk of delta.tool_calls ?? [])
    message = mergeCall({ message, chunk, calls, turnKey: turn.key });
  if (delta.finish_reason !== undefined && !delta.superseded) message = finish(message, delta, calls);
  const messages = known
    ? turn.messages.map((other) => (other.id === message.id ? message : other))
    : [...turn.messages, message];
  const next: TurnRecord = { ...turn, messages, phase: turn.phase === 'queued' ? 'running' : turn.phase };
  return { turns: state.turns.map((other) => (other.key === turn.key ? next : other)), calls };
}

export function blankMessage(source: { message_id: string; thread_id: string }): MessageRecord {
  return {
    id: source.message_id,
    threadId: source.thread_id,
    content: '',
    reasoning: '',
    slots: [],
    isFinished: false,
    finishReason: null,
    usage: null,
    model: null,
    stepId: null,
    startedAt: null,
    reasoningEndedAt: null,
    endedAt: null,
  };
}

export function blankCall(source: { id: string; turnKey: string; threadId: string }): CallRecord {
  return {
    ...source,
    name: '',
    argumentsText: '',
    toolInfo: null,
    isComplete: false,
    request: null,
    isWithdrawn: false,
    decision: null,
    response: null,
  };
}

function mergeText(message: MessageRecord, delta: ModelMessageDelta): MessageRecord {
  const reasoning = message.reasoning + (delta.reasoning_content ?? '');
  const hasMovedOn =
    Boolean(delta.content) || Boolean(delta.tool_calls?.length) || delta.finish_reason !== undefined;
  return {
    ...message,
    content: message.content + (delta.content ?? ''),
    reasoning,
    usage: delta.usage ?? message.usage,
    model: delta.model ?? message.model,
    stepId: delta.step_id ?? message.stepId,
    startedAt: message.startedAt ?? delta.created_at,
    reasoningEndedAt: message.reasoningEndedAt ?? (reasoning !== '' && hasMovedOn ? delta.created_at : null),
  };
}

function mergeCall({
  message,
  chunk,
  calls,
  turnKey,
}: {
  message: MessageRecord;
  chunk: ToolCallDelta;
  /** Written to: the caller's own copy. */
  calls: Record<string, CallRecord>;
  turnKey: string;
}): MessageRecord {
  const slot = message.slots.find((candidate) => candidate.index === chunk.index);
  const callId = slot?.callId ?? chunk.id;
  // Without an id nobody could ever answer the call.
  if (callId === undefined) return message;
  const call = calls[callId] ?? blankCall({ id: callId, turnKey, threadId: message.threadId });
  calls[callId] = {
    ...call,
    name: call.name + (chunk.function.name ?? ''),
    argumentsText: call.argumentsText + (chunk.function.arguments ?? ''),
    toolInfo: chunk.tool_info ?? call.toolInfo,
  };
  if (slot) return message;
  return { ...message, slots: [...message.slots, { index: chunk.index, callId }] };
}

function finish(
  message: MessageRecord,
  delta: ModelMessageDelta,
  calls: Record<string, CallRecord>,
): MessageRecord {
  for (const { callId } of message.slots) {
    const call = calls[callId];
    if (call) calls[callId] = { ...call, isComplete: true };
  }
  return {
    ...message,
    isFinished: true,
    finishReason: delta.finish_reason ?? null,
    endedAt: delta.created_at,
  };
}
