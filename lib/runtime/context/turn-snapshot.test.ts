import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContextMessage } from '@/lib/gateways/model/model-message';
import { foldSnapshots, parentOfSnapshot, snapshotOf, type TurnContext } from './turn-snapshot';

const user = (text: string): ContextMessage => ({ role: 'user', content: [{ type: 'text', text }] });

/** Turns of a tree: which earlier turn each goes on from, what it says, and what it leaves waiting. */
const trees = fc.array(
  fc.record({
    from: fc.nat(),
    said: fc.array(fc.string(), { maxLength: 4 }),
    waiting: fc.array(fc.string(), { maxLength: 2 }),
    /** A turn that was abandoned has the snapshot of the turn before it. */
    isAbandoned: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('snapshots of what a turn added', () => {
  it('fold to the whole context, along every branch', () => {
    fc.assert(
      fc.property(trees, (turns) => {
        const contexts: TurnContext[] = [];
        const stored = new Map<string, unknown>();
        const chainOf = (id: string): unknown[] => {
          const snapshot = stored.get(id);
          const parent = parentOfSnapshot(snapshot);
          return [...(parent === undefined ? [] : chainOf(parent)), snapshot];
        };
        turns.forEach((turn, index) => {
          const from = index === 0 ? undefined : turn.from % index;
          const before = from === undefined ? undefined : contexts[from];
          if (turn.isAbandoned && before) {
            contexts.push(before);
            stored.set(String(index), stored.get(String(from)));
            return;
          }
          const context = {
            messages: [...(before?.messages ?? []), ...turn.said.map(user)],
            waitingInput: turn.waiting.map(user),
          };
          contexts.push(context);
          const parent = before && { turnId: String(from), context: before };
          stored.set(String(index), JSON.parse(JSON.stringify(snapshotOf(context, parent))));
        });
        contexts.forEach((context, index) => expect(foldSnapshots(chainOf(String(index)))).toEqual(context));
      }),
    );
  });

  it('hold only what the turn added', () => {
    const before = { messages: [user('long ago'), user('before')], waitingInput: [] };
    const context = { messages: [...before.messages, user('now')], waitingInput: [] };
    expect(snapshotOf(context, { turnId: 'turn-1', context: before })).toEqual({
      version: 2,
      parent: 'turn-1',
      added: [user('now')],
      waitingInput: [],
    });
  });

  it('go on from what an earlier release stored whole', () => {
    const old = { version: 1, messages: [user('old')] };
    const context = { messages: [user('old'), user('new')], waitingInput: [user('later')] };
    const parent = { turnId: 'turn-1', context: { messages: [user('old')], waitingInput: [] } };
    expect(foldSnapshots([old])).toEqual({ messages: [user('old')], waitingInput: [] });
    expect(foldSnapshots([old, snapshotOf(context, parent)])).toEqual(context);
  });

  it('are nothing when nothing is stored, and refused when their beginning is missing or unknown', () => {
    expect(foldSnapshots([])).toBeUndefined();
    expect(() => foldSnapshots([{ version: 2, parent: 'gone', added: [], waitingInput: [] }])).toThrow(
      'not stored any more',
    );
    expect(() => foldSnapshots([{ version: 3 }])).toThrow('does not know');
  });
});
