import { describe, expect, it } from 'vitest';
import { rememberSource } from './remember-source';
import { createPromptLedger, restoreStepInput, type StepInputSource } from './step-input';

const text = (words: string) => ({
  role: 'user' as const,
  content: [{ type: 'text' as const, text: words }],
});

describe('a source that remembers', () => {
  it('restores every prompt of a turn and reads each call before it once', async () => {
    const ledger = createPromptLedger(undefined, undefined);
    const stored = new Map<string, unknown>();
    const prompts = Array.from({ length: 30 }, (_, index) =>
      Array.from({ length: index + 1 }, (_nothing, number) => text(`message ${number}`)),
    );
    prompts.forEach((messages, index) => {
      const step = `step ${index}`;
      stored.set(step, ledger.store(step, { system: 'Be kind.', messages, tools: [], params: {} }));
    });
    const asked: string[] = [];
    const source: StepInputSource = {
      inputs: async (ids) => {
        asked.push(...ids);
        return new Map(ids.map((id) => [id, stored.get(id)]));
      },
      snapshots: async () => [],
    };
    const remembering = rememberSource(source);
    for (const [index, messages] of prompts.entries()) {
      const whole = await restoreStepInput(stored.get(`step ${index}`), remembering);
      expect(whole).toMatchObject({ system: 'Be kind.', messages });
    }
    expect(asked).toHaveLength(29);
  });

  it('keeps the snapshots of the turn that was asked for last', async () => {
    const asked: string[] = [];
    const source = rememberSource({
      inputs: async () => new Map(),
      snapshots: async (turnId) => {
        asked.push(turnId);
        return [turnId];
      },
    });
    expect(await source.snapshots('one')).toEqual(['one']);
    await source.snapshots('one');
    expect(await source.snapshots('two')).toEqual(['two']);
    expect(asked).toEqual(['one', 'two']);
  });
});
