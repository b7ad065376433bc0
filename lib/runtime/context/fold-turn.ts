import type { LogEvent, LoggedModelMessage } from '@/lib/contract/log-event';
import type { TurnInputEcho } from '@/lib/contract/turn';
import type { ContextMessage, ContextToolCall, UserPart } from '@/lib/gateways/model/model-message';
import type { TurnState } from '@/lib/storage/turn-store-port';
import type { TurnContext } from './turn-snapshot';

/** A call that has no result yet. */
export type OpenCall = ContextToolCall & {
  /** The intent to send it is in the log. */ wasDispatched: boolean;
};

/**
 * What the model has seen and said: the projection of the log that a run works on. Never used for display; people see
 * the events themselves.
 */
export type Conversation = {
  messages: ContextMessage[];
  dispatched: Set<string>;
  /** The turn's own user message and those that joined it, until the calls left open before them are settled. */
  waitingInput: ContextMessage[];
  /** This turn's log ends with an answer that calls nothing: all that is left is to end the turn. */
  isAnswered: boolean;
};

/**
 * Folds the context of the turn before and this turn's log into a conversation, which begins with that context. The
 * same log always gives the same conversation.
 */
export function foldTurn(
  state: Pick<TurnState, 'manifest' | 'events' | 'input'>,
  parent: TurnContext | undefined,
): Conversation {
  const seeds = parent ? [] : seedMessages(state.manifest.messages ?? []);
  const conversation: Conversation = {
    messages: [...seeds, ...(parent?.messages ?? [])],
    dispatched: new Set(),
    waitingInput: [...(parent?.waitingInput ?? []), ...state.input.flatMap(toUserMessage)],
    isAnswered: false,
  };
  for (const event of state.events) applyEvent(conversation, event);
  return conversation;
}

/** Adds one event. Types that carry nothing for the model are passed over. */
export function applyEvent(conversation: Conversation, event: Pick<LogEvent, 'type' | 'payload'>): void {
  if (event.type === 'model.message') {
    admitInput(conversation);
    // The type names the payload; Pick has only lost the pairing.
    const payload = event.payload as LoggedModelMessage;
    conversation.messages.push(assistantMessage(payload));
    conversation.isAnswered = payload.model_calls.length === 0 && payload.finish_reason !== 'cancelled';
  } else if (event.type === 'tool.dispatched' && 'tool_call_id' in event.payload) {
    conversation.dispatched.add(event.payload.tool_call_id);
  } else if (event.type === 'turn.steered' && 'input' in event.payload) {
    conversation.waitingInput.push(...event.payload.input.flatMap(toUserMessage));
    conversation.isAnswered = false;
  } else if (event.type === 'tool.response' && 'tool_name' in event.payload) {
    const { tool_call_id: toolCallId, tool_name: toolName, content, is_error: isError } = event.payload;
    conversation.messages.push({ role: 'tool', toolCallId, toolName, content, isError });
  }
}

/** Lets the turn's user message in: after the calls before it are settled, before the model speaks. */
export function admitInput(conversation: Conversation): void {
  conversation.messages.push(...conversation.waitingInput);
  conversation.waitingInput = [];
}

/** Calls of the last assistant message that have no result. */
export function openCalls(conversation: Conversation): OpenCall[] {
  const index = conversation.messages.findLastIndex((message) => message.role === 'assistant');
  const message = conversation.messages[index];
  if (message?.role !== 'assistant') return [];
  const settled = new Set(
    conversation.messages.slice(index + 1).flatMap((item) => (item.role === 'tool' ? [item.toolCallId] : [])),
  );
  return message.toolCalls
    .filter((call) => !settled.has(call.id))
    .map((call) => ({ ...call, wasDispatched: conversation.dispatched.has(call.id) }));
}

function seedMessages(seeds: readonly { content: string }[]): ContextMessage[] {
  return seeds.map(({ content }) => ({ role: 'user', content: [{ type: 'text', text: content }] }));
}

function assistantMessage(payload: LoggedModelMessage): ContextMessage {
  return {
    role: 'assistant',
    content: payload.content,
    ...(payload.reasoning_content === undefined ? {} : { reasoning: payload.reasoning_content }),
    toolCalls: payload.model_calls.map((call) => ({
      id: call.id,
      providerCallId: call.provider_call_id,
      name: call.name,
      arguments: call.arguments,
    })),
    ...(payload.provider_metadata === undefined ? {} : { providerMetadata: payload.provider_metadata }),
    model: payload.model,
  };
}

function toUserMessage(item: TurnInputEcho): ContextMessage[] {
  if (item.type !== 'user.message') return [];
  const parts =
    typeof item.content === 'string' ? [{ type: 'text' as const, text: item.content }] : item.content;
  return [{ role: 'user', content: parts.map(toUserPart) }];
}

type EchoPart = Exclude<Extract<TurnInputEcho, { type: 'user.message' }>['content'], string>[number];

function toUserPart(part: EchoPart): UserPart {
  if (part.type === 'text') return { type: 'text', text: part.text };
  return {
    type: 'file',
    filename: part.file.filename,
    mediaType: part.file.media_type,
    digest: part.file.digest,
  };
}
