import type { LanguageModelV3Message } from '@ai-sdk/provider';
import type { ContextMessage, ContextToolCall } from '../model-message';
import { readReplayParts, type ReplayPart } from './replay-parts';

type AssistantMessage = Extract<ContextMessage, { role: 'assistant' }>;
type AssistantContent = Extract<LanguageModelV3Message, { role: 'assistant' }>['content'];

/**
 * Content of an earlier answer. For the model that wrote it, in the order and with the metadata it came with; for any
 * other its text and calls, since reasoning means nothing to a stranger.
 */
export function toAssistantContent(message: AssistantMessage, isSameModel: boolean): AssistantContent {
  if (!isSameModel) return plainContent(message);
  const parts = readReplayParts(message.providerMetadata);
  const replayed = parts && replay(message, parts);
  if (replayed) return replayed;
  const reasoning: AssistantContent = message.reasoning
    ? [{ type: 'reasoning', text: message.reasoning }]
    : [];
  return [...reasoning, ...plainContent(message)];
}

function plainContent(message: AssistantMessage): AssistantContent {
  const text: AssistantContent = message.content === '' ? [] : [{ type: 'text', text: message.content }];
  return [...text, ...message.toolCalls.map(toCallPart)];
}

/** Undefined when the message is no longer what the parts describe: then they must not be sent. */
function replay(message: AssistantMessage, parts: readonly ReplayPart[]): AssistantContent | undefined {
  const calls = new Map(message.toolCalls.map((call) => [call.providerCallId, call]));
  const reasoning = message.reasoning ?? '';
  const content: AssistantContent = [];
  const used = { text: 0, reasoning: 0 };
  for (const part of parts) {
    const options = part.metadata ? { providerOptions: part.metadata } : {};
    if (part.type === 'tool_call') {
      const call = calls.get(part.providerCallId);
      if (!call) return undefined;
      calls.delete(part.providerCallId);
      content.push({ ...toCallPart(call), ...options });
      continue;
    }
    const source = part.type === 'text' ? message.content : reasoning;
    const text = source.slice(used[part.type], used[part.type] + part.length);
    used[part.type] += part.length;
    if (part.type === 'text' && text === '') continue;
    content.push({ type: part.type, text, ...options });
  }
  const isWhole =
    calls.size === 0 && used.text === message.content.length && used.reasoning === reasoning.length;
  return isWhole ? content : undefined;
}

function toCallPart(call: ContextToolCall): Extract<AssistantContent[number], { type: 'tool-call' }> {
  return {
    type: 'tool-call',
    toolCallId: call.providerCallId,
    toolName: call.name,
    input: parseArguments(call.arguments),
  };
}

/** Vendors want an object here; text that never was JSON is kept where the model can see it. */
function parseArguments(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : { value };
  } catch {
    return { invalid_json: text };
  }
}
