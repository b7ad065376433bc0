import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContextMessage } from '@/lib/gateways/model/model-message';
import { createPromptLedger, restoreStepInput, type PromptHolders } from './step-input';

const user = (text: string): ContextMessage => ({ role: 'user', content: [{ type: 'text', text }] });
const tool = (name: string) => ({ name, description: `Does ${name}`, inputSchema: { type: 'object' } });

/** Turns of a session, each with its calls; a call says more and may see other instructions and tools. */
const sessions = fc.array(
  fc.record({
    /** Another process goes on: it does not know which steps hold what. */
    isCold: fc.boolean(),
    calls: fc.array(
      fc.record({
        said: fc.array(fc.string(), { maxLength: 3 }),
        system: fc.constantFrom('Be brief.', 'Be kind.'),
        tools: fc.subarray(['find', 'note']),
      }),
      { maxLength: 4 },
    ),
  }),
  { maxLength: 6 },
);

describe('the stored prompt of a model call', () => {
  it('is the prompt that was sent, once it is put together again', async () => {
    await fc.assert(
      fc.asyncProperty(sessions, async (turns) => {
        const inputs = new Map<string, unknown>();
        const snapshots = new Map<string, unknown[]>();
        const sent = new Map<string, unknown>();
        const messages: ContextMessage[] = [];
        let holders: PromptHolders | undefined;
        turns.forEach((turn, index) => {
          const parent = index === 0 ? undefined : { turnId: `turn-${index - 1}`, count: messages.length };
          const ledger = createPromptLedger(parent, turn.isCold ? undefined : holders);
          turn.calls.forEach((call, number) => {
            messages.push(...call.said.map(user));
            const prompt = {
              system: call.system,
              messages: [...messages],
              tools: call.tools.map(tool),
              params: {},
            };
            const id = `step-${index}-${number}`;
            inputs.set(id, JSON.parse(JSON.stringify(ledger.store(id, prompt))));
            sent.set(id, prompt);
          });
          holders = ledger.holders();
          snapshots.set(`turn-${index}`, [{ version: 1, messages: [...messages], waitingInput: [] }]);
        });
        const source = {
          inputs: async (ids: readonly string[]) => new Map(ids.map((id) => [id, inputs.get(id)])),
          snapshots: async (turnId: string) => snapshots.get(turnId) ?? [],
        };
        for (const [id, stored] of inputs)
          expect(await restoreStepInput(stored, source)).toEqual(sent.get(id));
      }),
    );
  });

  it('does not grow with what came before it', () => {
    const long = Array.from({ length: 500 }, (_, index) => user(`message ${index}`));
    const prompt = { system: 'x'.repeat(5000), messages: long, tools: [tool('find')], params: {} };
    const first = createPromptLedger(undefined, undefined);
    first.store('step-1', prompt);
    const next = createPromptLedger({ turnId: 'turn-1', count: long.length }, first.holders());
    const input = next.store('step-2', { ...prompt, messages: [...long, user('new')] });
    expect(JSON.stringify(input).length).toBeLessThan(400);
  });

  it('is given back as it is when an earlier release stored it whole, or a tool was called', async () => {
    const source = { inputs: async () => new Map(), snapshots: async () => [] };
    const whole = { system: 'Be brief.', messages: [user('hi')], tools: [], params: {} };
    expect(await restoreStepInput(whole, source)).toEqual(whole);
    expect(await restoreStepInput({ form: 2, after: 'noon' }, source)).toEqual({ form: 2, after: 'noon' });
    expect(await restoreStepInput(null, source)).toBeNull();
  });

  it('says so when a part of it is gone', async () => {
    const ledger = createPromptLedger(undefined, {
      system: { step: 'gone', text: 'Be brief.' },
      tools: { step: 'gone', text: '[]' },
    });
    const input = ledger.store('step-1', {
      system: 'Be brief.',
      messages: [user('hi')],
      tools: [],
      params: {},
    });
    const source = { inputs: async () => new Map(), snapshots: async () => [] };
    expect(await restoreStepInput(input, source)).toMatchObject({
      system: expect.stringContaining('no longer stored'),
      messages: [user('hi')],
    });
  });
});
