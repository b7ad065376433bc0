import type { ModelChunk, ModelPort, ModelRequest } from '@/lib/gateways/model/model-port';

/** What a scripted model says in one call. */
export type ScriptedReply =
  | { text: string }
  | { calls: { name: string; arguments: unknown }[]; text?: string }
  | { chunks: ModelChunk[] };

/** A model that plays a script, one entry a call, and fails loudly on a call that nobody scripted. */
export function createScriptedModel(script: ScriptedReply[]): ModelPort & { requests: ModelRequest[] } {
  const requests: ModelRequest[] = [];
  return {
    requests,
    async *stream(request, signal) {
      requests.push(request);
      const reply = script[requests.length - 1];
      if (!reply) throw new Error(`Nobody scripted model call ${requests.length}.`);
      for (const chunk of toChunks(reply)) {
        await Promise.resolve();
        if (signal.aborted) return;
        yield chunk;
      }
    },
    describe: async (_organisationId, name) => ({
      name,
      provider: 'scripted',
      contextWindow: 100_000,
      prices: null,
      modalities: ['text'],
      simulated: true,
    }),
  };
}

function toChunks(reply: ScriptedReply): ModelChunk[] {
  if ('chunks' in reply) return reply.chunks;
  const usage = {
    inputTokens: 10,
    outputTokens: 5,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
    costUsd: 0.001,
  };
  const text: ModelChunk[] = reply.text === undefined ? [] : [{ type: 'text', text: reply.text }];
  if (!('calls' in reply)) return [...text, { type: 'finish', reason: 'stop', usage }];
  const calls = reply.calls.flatMap((call, index): ModelChunk[] => [
    { type: 'tool_call_start', index, providerCallId: `p${index}`, name: call.name },
    { type: 'tool_call_arguments', index, text: JSON.stringify(call.arguments) },
  ]);
  return [...text, ...calls, { type: 'finish', reason: 'tool_calls', usage }];
}
