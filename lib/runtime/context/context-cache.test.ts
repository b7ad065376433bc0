import { describe, expect, it } from 'vitest';
import type { ContextMessage } from '@/lib/gateways/model/model-message';
import { createContextCache } from './context-cache';

const user = (text: string): ContextMessage => ({ role: 'user', content: [{ type: 'text', text }] });
const contextOf = (...texts: string[]) => ({ messages: texts.map(user), waitingInput: [] });
const turn = (turnId: string, organisationId = 'org_a') => ({ organisationId, turnId });
const kept = (...texts: string[]) => ({ context: contextOf(...texts), holders: undefined });

function cacheOver(rows: Record<string, unknown[]>, options?: { bytesMax?: number; now?: () => number }) {
  const reads: string[] = [];
  const cache = createContextCache(
    {
      snapshots: async ({ organisationId, turnId }) => {
        reads.push(turnId);
        return rows[`${organisationId}/${turnId}`] ?? [];
      },
    },
    options,
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
    const { cache, reads } = cacheOver({}, { bytesMax: 1000 });
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
    const { cache, reads } = cacheOver({}, { bytesMax: 1000 });
    cache.keep(turn('a'), kept('small'), undefined);
    cache.keep(turn('huge'), kept('x'.repeat(10_000)), undefined);
    await cache.of(turn('a'));
    expect(reads).toEqual([]);
    await cache.of(turn('huge'));
    expect(reads).toEqual(['huge']);
  });

  it('weigh the instructions and tools that they hold as well', async () => {
    const { cache, reads } = cacheOver({}, { bytesMax: 10_000 });
    const holder = { step: 'stp_1', text: 'x'.repeat(2000) };
    const holders = { system: holder, tools: holder };
    cache.keep(turn('a'), { ...kept('a'), holders }, undefined);
    cache.keep(turn('b'), { ...kept('a', 'b'), holders }, 'a');
    await cache.of(turn('b'));
    expect(reads).toEqual([]);
    cache.keep(turn('c'), { ...kept('c'), holders }, undefined);
    await cache.of(turn('b'));
    expect(reads).toEqual(['b']);
  });

  it('are let go when nobody goes on with them, as after the session was deleted', async () => {
    let minutes = 0;
    const { cache, reads } = cacheOver({}, { now: () => minutes * 60_000 });
    cache.keep(turn('deleted'), kept('secret'), undefined);
    cache.keep(turn('used'), kept('a'), undefined);
    minutes = 10;
    await cache.of(turn('used'));
    minutes = 20;
    await cache.of(turn('used'));
    expect(reads).toEqual([]);
    await cache.of(turn('deleted'));
    expect(reads).toEqual(['deleted']);
  });
});
