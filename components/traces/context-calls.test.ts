import { describe, expect, it } from 'vitest';
import { noUsage } from '@/lib/contract/usage';
import { contextCalls } from './context-calls';
import { exampleStep } from './example-step.test-support';
import { waterfallRows } from './waterfall-rows';

const context = { harness: 100, instructions: 20, skills: 0, tools: 50, messages: 10, results: 0 };

describe('contextCalls', () => {
  it('tells what changed since the call before it in the same thread', () => {
    const steps = [
      exampleStep({
        id: 'a',
        detail: { context },
        usage: { ...noUsage, input_tokens: 200, cache_read_tokens: 50 },
      }),
      exampleStep({ id: 'tool', type: 'tool_call' }),
      exampleStep({ id: 'other', thread_id: 'sub', detail: { context } }),
      exampleStep({ id: 'b', detail: { context: { ...context, messages: 40, tools: 30 } } }),
      exampleStep({ id: 'without' }),
    ];
    const calls = contextCalls(waterfallRows(steps));
    expect(
      calls.map(({ number, row, total, cachedShare }) => [number, row.step.id, total, cachedShare]),
    ).toEqual([
      [1, 'a', 180, 0.25],
      [2, 'b', 190, null],
      [3, 'other', 180, null],
    ]);
    expect(calls[1]?.changes).toEqual([
      { kind: 'tools', label: 'Tool definitions', tokens: -20 },
      { kind: 'messages', label: 'Messages', tokens: 30 },
    ]);
  });
});
