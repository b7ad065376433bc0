import { describe, expect, it } from 'vitest';
import type { ContextMessage } from '@/lib/gateways/model/model-message';
import { createContextCache } from './context-cache';

const user = (text: string): ContextMessage => ({ role: 'user', content: [{ type: 'text', text }] });
const contextOf = (...texts: string[]) => ({ messages: texts.map(user), waitingInput: [] });
const turn = (turnId: string, organisationId = 'org_a') => ({ organisationId, turnId });
const kept = (...texts: string[]) => ({ context: contextOf(...texts), holders: undefined });

function cacheOver(rows: Record<string, unknown[]>, bytesMax?: number) {
  const reads: string[] = [];
  const cache = createContextCache(
    {
      snapshots: async ({ organisationId, turnId }) => {
        reads.push(turnId);
        return rows[`${organisationId}/${turnId}`] ?? [];
      },
    },
    bytesMax,
  );
  return { cache, reads };
}

describe('the contexts a process remembers', () => {
  it('are not read again, and those it does not remember are read from the store', async () => {
    const { cache, reads } = cacheOver({ 'org_a/old': [{ version: 1, ...contextOf('stored') }] });
    cache.keep(turn('new'), kept('kept'), undefined);
    expect((await cache.of(turn('new')))?.context).toEqual(contextOf('kept'));
    expect(reads).toEqual([]);
    expect((await cache.of(turn('old')))?.context).toEqual(contextOf('stored'));
    expect(reads).toEqual(['old']);
  });

  it('belong to one organisation', async () => {
    const { cache } = cacheOver({});
    cache.keep(turn('one'), kept('ours'), undefined);
    expect(await cache.of(turn('one', 'org_b'))).toBeUndefined();
  });

  it('take the place of the turn they go on from, which a branch reads from the store', async () => {
    const { cache, reads } = cacheOver({ 'org_a/first': [{ version: 1, ...contextOf('a') }] });
    cache.keep(turn('first'), kept('a'), undefined);
    cache.keep(turn('second'), kept('a', 'b'), 'first');
    expect((await cache.of(turn('first')))?.context).toEqual(contextOf('a'));
    expect(reads).toEqual(['first']);
  });

  it('give way, the least recently used first, when they weigh too much', async () => {
    const { cache, reads } = cacheOver({}, 1000);
    cache.keep(turn('a'), kept('x'.repeat(100)), undefined);
    cache.keep(turn('b'), kept('x'.repeat(100)), undefined);
    await cache.of(turn('a'));
    cache.keep(turn('c'), kept('x'.repeat(100)), undefined);
    await cache.of(turn('a'));
    await cache.of(turn('c'));
    expect(reads).toEqual([]);
    await cache.of(turn('b'));
    expect(reads).toEqual(['b']);
  });

  it('keep no context that is larger than all of them may be', async () => {
    const { cache, reads } = cacheOver({}, 1000);
    cache.keep(turn('a'), kept('small'), undefined);
    cache.keep(turn('huge'), kept('x'.repeat(10_000)), undefined);
    await cache.of(turn('a'));
    expect(reads).toEqual([]);
    await cache.of(turn('huge'));
    expect(reads).toEqual(['huge']);
  });
});
