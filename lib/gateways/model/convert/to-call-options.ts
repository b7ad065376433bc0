import type { LanguageModelV3CallOptions, SharedV3ProviderOptions } from '@ai-sdk/provider';
import type { ProviderType } from '@/lib/contract/provider';
import { compatibleOptionsKey } from '../adapters/language-model';
import type { ModelRequest } from '../model-port';
import { withCacheMarks } from './cache-marks';
import { readParams, type ReadParams } from './read-params';
import { toPrompt } from './to-prompt';

export type VendorCall = {
  options: LanguageModelV3CallOptions;
  extraBody: Readonly<Record<string, unknown>>;
};

/** One call as a vendor's client takes it, with what has to be added to its body by hand. */
export function toCallOptions(
  request: ModelRequest,
  type: Exclude<ProviderType, 'simulated'>,
  signal: AbortSignal,
): VendorCall {
  const params = readParams(request.params);
  const prompt = toPrompt({ system: request.system, messages: request.messages, model: request.model });
  const providerOptions = vendorOptions(type, params, request.sessionId);
  const options: LanguageModelV3CallOptions = {
    prompt: type === 'anthropic' ? withCacheMarks(prompt) : prompt,
    ...params.standard,
    ...(request.tools.length === 0
      ? {}
      : {
          tools: request.tools.map((tool) => ({
            type: 'function' as const,
            name: tool.name,
            description: tool.description,
            inputSchema: tool.inputSchema,
          })),
        }),
    ...(request.responseFormat ? { responseFormat: request.responseFormat } : {}),
    ...(providerOptions ? { providerOptions } : {}),
    abortSignal: signal,
  };
  return { options, extraBody: extraBodyOf(type, params, request.tools.length > 0) };
}

function vendorOptions(
  type: Exclude<ProviderType, 'simulated'>,
  { reasoningEffort, parallelToolCalls }: ReadParams,
  sessionId: string,
): SharedV3ProviderOptions | undefined {
  switch (type) {
    case 'openai':
      return {
        openai: {
          // Nothing is kept at OpenAI: reasoning comes back encrypted and is handed back with the next call.
          store: false,
          promptCacheKey: sessionId,
          ...(reasoningEffort === undefined ? {} : { reasoningEffort }),
          ...(parallelToolCalls === undefined ? {} : { parallelToolCalls }),
        },
      };
    case 'anthropic':
      if (reasoningEffort === undefined && parallelToolCalls === undefined) return undefined;
      return {
        anthropic: {
          ...(reasoningEffort === undefined ? {} : { effort: reasoningEffort }),
          ...(parallelToolCalls === undefined ? {} : { disableParallelToolUse: !parallelToolCalls }),
        },
      };
    case 'google':
      return reasoningEffort === undefined
        ? undefined
        : { google: { thinkingConfig: { thinkingLevel: reasoningEffort } } };
    case 'openai_compatible':
      return reasoningEffort === undefined ? undefined : { [compatibleOptionsKey]: { reasoningEffort } };
  }
}

function extraBodyOf(
  type: ProviderType,
  params: ReadParams,
  hasTools: boolean,
): Readonly<Record<string, unknown>> {
  if (type !== 'openai_compatible' || params.parallelToolCalls === undefined || !hasTools)
    return params.unknown;
  return { ...params.unknown, parallel_tool_calls: params.parallelToolCalls };
}
