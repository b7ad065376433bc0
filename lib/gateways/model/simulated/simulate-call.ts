import { systemClock } from '@/lib/platform/clock';
import type { ContextMessage } from '../model-message';
import type { ModelChunk, ModelRequest, ModelUsage } from '../model-port';
import { planReply } from './plan-reply';
import type { Plan } from './plan';
import { countTokens } from '@/lib/platform/count-tokens';

const chunkDelayMsDefault = 12;
const chunkDelayMsMax = 5000;

/**
 * Streams what the script says, word by word, with the tokens it would have cost. `chunk_delay_ms` of the model's
 * parameters sets the pace. After abort it just ends, as every adapter does.
 */
export async function* simulateCall(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
  const delayMs = readDelay(request.params);
  const plan = planReply(request);
  for (const chunk of chunksOf(plan, request.messages)) {
    if (signal.aborted) return;
    if (delayMs > 0) await systemClock.sleep(delayMs, signal).catch(() => undefined);
    if (signal.aborted) return;
    yield chunk;
  }
  yield {
    type: 'finish',
    reason: plan.calls.length > 0 ? 'tool_calls' : 'stop',
    usage: usageOf(request, plan),
  };
}

function* chunksOf(plan: Plan, messages: readonly ContextMessage[]): Generator<ModelChunk> {
  for (const text of plan.text.match(/\s*\S+\s*/g) ?? []) yield { type: 'text', text };
  // Ids repeat in no conversation and are the same for the same conversation.
  const earlier = messages.reduce(
    (sum, message) => sum + (message.role === 'assistant' ? message.toolCalls.length : 0),
    0,
  );
  for (const [index, call] of plan.calls.entries()) {
    yield { type: 'tool_call_start', index, providerCallId: `sim_${earlier + index + 1}`, name: call.name };
    for (const text of call.arguments.match(/[\s\S]{1,24}/g) ?? [])
      yield { type: 'tool_call_arguments', index, text };
  }
}

function usageOf(request: ModelRequest, plan: Plan): ModelUsage {
  const tools = request.tools.length === 0 ? '' : JSON.stringify(request.tools);
  const inputTokens =
    countTokens(request.system) +
    countTokens(tools) +
    request.messages.reduce((sum, message) => sum + countTokens(textOf(message)), 0);
  const outputTokens =
    countTokens(plan.text) +
    plan.calls.reduce((sum, call) => sum + countTokens(call.name) + countTokens(call.arguments), 0);
  return {
    inputTokens,
    outputTokens,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
    costUsd: 0,
  };
}

function textOf(message: ContextMessage): string {
  if (message.role === 'tool') return message.content;
  if (message.role === 'user')
    return message.content.map((part) => (part.type === 'text' ? part.text : part.filename)).join('\n');
  return [message.content, ...message.toolCalls.map((call) => `${call.name} ${call.arguments}`)].join('\n');
}

function readDelay(params: ModelRequest['params']): number {
  const given = params['chunk_delay_ms'];
  if (typeof given !== 'number' || !Number.isFinite(given)) return chunkDelayMsDefault;
  return Math.min(Math.max(0, given), chunkDelayMsMax);
}
