import type {
  LanguageModelV3FilePart,
  LanguageModelV3Message,
  LanguageModelV3Prompt,
  LanguageModelV3TextPart,
  LanguageModelV3ToolResultPart,
} from '@ai-sdk/provider';
import type { ContextMessage, UserPart } from '../model-message';
import { toAssistantContent } from './to-assistant-content';

/**
 * Our messages as the vendors' clients take them. Results that follow each other become one message, provider call ids
 * are put back, and what a provider said of its own message goes back to the same model only.
 */
export function toPrompt(options: {
  system: string;
  messages: readonly ContextMessage[];
  model: string;
}): LanguageModelV3Prompt {
  const prompt: LanguageModelV3Prompt = [];
  const providerIds = new Map<string, string>();
  if (options.system !== '') prompt.push({ role: 'system', content: options.system });
  for (const message of options.messages) {
    switch (message.role) {
      case 'user':
        prompt.push({ role: 'user', content: message.content.map(toUserPart) });
        break;
      case 'assistant': {
        for (const call of message.toolCalls) providerIds.set(call.id, call.providerCallId);
        const content = toAssistantContent(message, message.model === options.model);
        if (content.length > 0) prompt.push({ role: 'assistant', content });
        break;
      }
      case 'tool':
        addResult(prompt, {
          type: 'tool-result',
          toolCallId: providerIds.get(message.toolCallId) ?? message.toolCallId,
          toolName: message.toolName,
          output: { type: message.isError ? 'error-text' : 'text', value: message.content },
        });
        break;
    }
  }
  return prompt;
}

function addResult(prompt: LanguageModelV3Message[], result: LanguageModelV3ToolResultPart): void {
  const last = prompt.at(-1);
  if (last?.role === 'tool') last.content.push(result);
  else prompt.push({ role: 'tool', content: [result] });
}

function toUserPart(part: UserPart): LanguageModelV3TextPart | LanguageModelV3FilePart {
  if (part.type === 'text') return { type: 'text', text: part.text };
  if (part.data === undefined)
    return { type: 'text', text: `[The file "${part.filename}" is no longer available.]` };
  if (isText(part.mediaType)) {
    return { type: 'text', text: `File "${part.filename}":\n${new TextDecoder().decode(part.data)}` };
  }
  return { type: 'file', filename: part.filename, mediaType: part.mediaType, data: part.data };
}

function isText(mediaType: string): boolean {
  return /^text\/|[/+](?:json|xml|yaml|x-yaml|javascript|csv)(?:;|$)/.test(mediaType);
}
