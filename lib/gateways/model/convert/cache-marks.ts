import type { LanguageModelV3Prompt, SharedV3ProviderOptions } from '@ai-sdk/provider';

const mark: SharedV3ProviderOptions = { anthropic: { cacheControl: { type: 'ephemeral' } } };
const marksOnMessages = 2;

/**
 * Marks where Anthropic may cut its prompt cache: after the system prompt (which covers the tools) and after the last
 * two messages of ours, so that the next call finds what this one wrote. Four marks are allowed.
 */
export function withCacheMarks(prompt: LanguageModelV3Prompt): LanguageModelV3Prompt {
  const ours = prompt.flatMap((message, index) =>
    message.role === 'user' || message.role === 'tool' ? [index] : [],
  );
  const marked = new Set(ours.slice(-marksOnMessages));
  return prompt.map((message, index) =>
    message.role === 'system' || marked.has(index)
      ? { ...message, providerOptions: { ...message.providerOptions, ...mark } }
      : message,
  );
}
