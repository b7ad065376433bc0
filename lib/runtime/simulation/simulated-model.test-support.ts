import type { ModelChunk, ModelPort } from '@/lib/gateways/model/model-port';
import type { Surroundings } from './simulated-ports.test-support';
import type { SimulatedProcess } from './virtual-world.test-support';

const usage = {
  inputTokens: 100,
  outputTokens: 10,
  cacheReadTokens: 40,
  cacheWriteTokens: 3,
  reasoningTokens: 2,
  costUsd: 0.25,
};

/** A model that says something new each time, calls tools now and then, and fails in every way that real ones do. */
export function createSimulatedModel(surroundings: Surroundings, process: SimulatedProcess): ModelPort {
  const { world, history } = surroundings;
  return {
    async *stream(request, signal) {
      if (!signal.aborted) history.asksModel(process);
      history.requests.push({ sessionId: request.sessionId, messages: [...request.messages] });
      const number = history.requests.length;
      let isWhole = false;
      for (const chunk of planReply(surroundings, number)) {
        const delayMs = world.random.pick([0, 0, 0, 50, 900]);
        if (!(await world.pause(process, '', delayMs, signal))) return;
        isWhole = chunk.type === 'finish';
        yield chunk;
      }
      if (!isWhole && !signal.aborted) history.failedAttempts.push(`said-${number}-`);
    },
    describe: async (_organisationId, name) => ({
      name,
      provider: 'simulated',
      contextWindow: 100_000,
      prices: null,
      modalities: ['text'],
      simulated: true,
    }),
  };
}

function planReply({ world: { random }, faults }: Surroundings, number: number): ModelChunk[] {
  const words = Array.from({ length: random.between(1, 4) }, (_, index) => `said-${number}-${index}.`);
  const said = words.map((text): ModelChunk => ({ type: 'text', text }));
  const calls = faults.isOn() && random.chance(0.6) ? planCalls(random, number) : [];
  const whole: ModelChunk[] = [
    ...(calls.length > 0 && random.chance(0.5) ? [] : said),
    ...calls,
    { type: 'finish', reason: calls.length > 0 ? 'tool_calls' : 'stop', usage },
  ];
  if (!faults.hits('model')) return whole;
  const cut = whole.slice(0, random.below(whole.length));
  const kind = random.below(4);
  // A stream that just ends, one that may be tried again (with or without a time to wait), and one that may not.
  if (kind === 0) return cut;
  const failure = {
    code: kind === 3 ? ('refused_request' as const) : ('rate_limited' as const),
    message: 'The simulated provider failed.',
    retryable: kind !== 3,
    ...(kind === 2 ? { retryAfterMs: random.pick([0, 700, 45_000]) } : {}),
  };
  return [...cut, { type: 'error', failure }];
}

function planCalls(random: Surroundings['world']['random'], number: number): ModelChunk[] {
  return Array.from({ length: random.between(1, 3) }, (_, index): ModelChunk[] => {
    const mark = { mark: `m${number}-${index}` };
    const tools = ['find', 'note', 'charge', 'charge', 'refund', 'deferred', 'ask', 'nothing'] as const;
    const tool = random.pick(tools);
    const call = {
      find: ['shop__find', mark],
      note: ['shop__note', mark],
      charge: ['shop__charge', mark],
      refund: ['shop__refund', mark],
      deferred: ['call_tool', { server: 'bank', tool: 'transfer', arguments: mark }],
      ask: ['ask_user_question', { question: 'Which?' }],
      nothing: ['no_such_tool', mark],
    }[tool] as [string, object]; // A table of pairs, which the compiler reads as arrays.
    const text = JSON.stringify(call[1]);
    const half = random.below(text.length);
    return [
      { type: 'tool_call_start', index, providerCallId: `p${number}-${index}`, name: call[0] },
      { type: 'tool_call_arguments', index, text: text.slice(0, half) },
      { type: 'tool_call_arguments', index, text: text.slice(half) },
    ];
  }).flat();
}
