import type {
  LanguageModelV3FinishReason,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
} from '@ai-sdk/provider';
import type { FinishReason, ModelChunk, ModelUsage } from '../model-port';
import { collectReplayParts } from './collect-replay-parts';

type Counts = Omit<ModelUsage, 'costUsd'>;

/** What reading a stream tells besides its chunks. */
export type StreamEnd =
  | {
      type: 'finished';
      reason: FinishReason;
      counts: Counts;
      providerMetadata: Record<string, unknown> | undefined;
    }
  /** The stream ended without the provider having said why: it was cut off. */
  | { type: 'cut_off' }
  | { type: 'error'; error: unknown };

/** Reads a vendor client's stream into our chunks. Throws what the stream throws. */
export async function* readStream(
  stream: ReadableStream<LanguageModelV3StreamPart>,
): AsyncGenerator<ModelChunk, StreamEnd> {
  const replay = collectReplayParts();
  const calls = new Map<string, { index: number; hasArguments: boolean }>();
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value: part } = await reader.read();
      if (done) return { type: 'cut_off' };
      switch (part.type) {
        case 'text-start':
        case 'text-end':
          if (part.providerMetadata) replay.text('text', part.id, 0, part.providerMetadata);
          break;
        case 'text-delta':
          replay.text('text', part.id, part.delta.length, part.providerMetadata);
          if (part.delta !== '') yield { type: 'text', text: part.delta };
          break;
        case 'reasoning-start':
        case 'reasoning-end':
          replay.text('reasoning', part.id, 0, part.providerMetadata);
          break;
        case 'reasoning-delta':
          replay.text('reasoning', part.id, part.delta.length, part.providerMetadata);
          if (part.delta !== '') yield { type: 'reasoning', text: part.delta };
          break;
        case 'tool-input-start':
          calls.set(part.id, { index: calls.size, hasArguments: false });
          replay.toolCall(part.id, part.providerMetadata);
          yield {
            type: 'tool_call_start',
            index: calls.size - 1,
            providerCallId: part.id,
            name: part.toolName,
          };
          break;
        case 'tool-input-delta': {
          const call = calls.get(part.id);
          if (!call || part.delta === '') break;
          call.hasArguments = true;
          yield { type: 'tool_call_arguments', index: call.index, text: part.delta };
          break;
        }
        case 'tool-call': {
          // Comes when a call is complete; only what was not streamed before is new.
          replay.toolCall(part.toolCallId, part.providerMetadata);
          let call = calls.get(part.toolCallId);
          if (!call) {
            call = { index: calls.size, hasArguments: false };
            calls.set(part.toolCallId, call);
            yield {
              type: 'tool_call_start',
              index: call.index,
              providerCallId: part.toolCallId,
              name: part.toolName,
            };
          }
          if (!call.hasArguments && part.input !== '') {
            call.hasArguments = true;
            yield { type: 'tool_call_arguments', index: call.index, text: part.input };
          }
          break;
        }
        case 'error':
          return { type: 'error', error: part.error };
        case 'finish':
          if (part.finishReason.unified === 'other' && part.finishReason.raw === undefined)
            return { type: 'cut_off' };
          return {
            type: 'finished',
            reason: toFinishReason(part.finishReason, calls.size > 0),
            counts: toCounts(part.usage),
            providerMetadata: replay.result(),
          };
      }
    }
  } finally {
    // Cancelling what has failed or ended already is nothing to report.
    await reader.cancel().catch(() => undefined);
  }
}

function toFinishReason(reason: LanguageModelV3FinishReason, hasCalls: boolean): FinishReason {
  switch (reason.unified) {
    case 'stop':
    case 'tool-calls':
    case 'error':
    case 'other':
      // What a server calls an answer with tool calls differs; that it has some does not.
      if (hasCalls) return 'tool_calls';
      return reason.unified === 'stop' ? 'stop' : 'other';
    case 'length':
      return 'length';
    case 'content-filter':
      return 'content_filter';
  }
}

function toCounts({ inputTokens, outputTokens }: LanguageModelV3Usage): Counts {
  const cacheReadTokens = inputTokens.cacheRead ?? 0;
  const cacheWriteTokens = inputTokens.cacheWrite ?? 0;
  return {
    inputTokens: inputTokens.total ?? (inputTokens.noCache ?? 0) + cacheReadTokens + cacheWriteTokens,
    outputTokens: outputTokens.total ?? (outputTokens.text ?? 0) + (outputTokens.reasoning ?? 0),
    cacheReadTokens,
    cacheWriteTokens,
    reasoningTokens: outputTokens.reasoning ?? 0,
  };
}
