import type { Prices, ProviderCheck, ProviderType } from '@/lib/contract/provider';
import type { ContextMessage, ToolDefinition } from './model-message';

/** One call of one model. Everything the call needs, nothing about how the vendor wants it. */
export type ModelRequest = {
  organisationId: string;
  /** `provider/model`. */
  model: string;
  system: string;
  messages: readonly ContextMessage[];
  tools: readonly ToolDefinition[];
  params: Readonly<Record<string, unknown>>;
  responseFormat?: { type: 'text' } | { type: 'json'; name?: string; schema?: Record<string, unknown> };
  /** Stable for a session: lets a provider route calls with the same prefix to the same cache. */
  sessionId: string;
};

/**
 * What a call yields. Failure is data: an `error` chunk ends the stream, and the port never throws for a model,
 * a network or a provider. After abort the stream just ends.
 */
export type ModelChunk =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'tool_call_start'; index: number; providerCallId: string; name: string }
  | { type: 'tool_call_arguments'; index: number; text: string }
  | { type: 'finish'; reason: FinishReason; usage: ModelUsage; providerMetadata?: Record<string, unknown> }
  | { type: 'error'; failure: ModelFailure };

export type FinishReason = 'stop' | 'tool_calls' | 'length' | 'content_filter' | 'other';

export type ModelUsage = {
  /** All input tokens, cached ones included. */
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  reasoningTokens: number;
  /** Null when no price is known for the model. */
  costUsd: number | null;
};

export type ModelFailure = {
  code:
    | 'model_not_found'
    | 'provider_missing_key'
    | 'provider_refused_key'
    | 'rate_limited'
    | 'context_too_long'
    | 'refused_request'
    | 'unreachable'
    | 'timeout'
    | 'broken_stream'
    | 'answer_too_long'
    | 'provider_error';
  /** Names the provider and the remedy; never an upstream body, header or key. */
  message: string;
  retryable: boolean;
  retryAfterMs?: number;
};

export type ModelInfo = {
  name: string;
  provider: string;
  contextWindow: number | null;
  prices: Prices | null;
  modalities: readonly string[];
  simulated: boolean;
};

/** The model gateway as the runtime sees it. */
export interface ModelPort {
  /** Streams one call. Yields promptly; must not throw; stops its upstream request when the signal aborts. */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk>;
  /** Undefined when the organisation has no such model, or its provider is switched off. */
  describe(organisationId: string, model: string): Promise<ModelInfo | undefined>;
}

/** The whole gateway as features see it: the port, and what managing providers takes. */
export interface ModelGateway extends ModelPort {
  /** Every model of every provider that is switched on. Servers that do not answer have only their configured models. */
  listModels(organisationId: string): Promise<(ModelInfo & { providerType: ProviderType })[]>;
  /** One small real call to a provider. Undefined when there is none of that name. */
  checkProvider(
    organisationId: string,
    name: string,
    signal: AbortSignal,
  ): Promise<ProviderCheck | undefined>;
  /** An Ollama that answers on this machine, when private addresses of it may be reached. */
  findOllama(signal: AbortSignal): Promise<{ baseUrl: string; modelCount: number } | undefined>;
  /** Forgets a provider that was changed or deleted, so that the next call sees it as it is. */
  forget(organisationId: string, provider: string): void;
}
