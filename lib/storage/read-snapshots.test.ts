import { afterAll, describe, expect, it } from 'vitest';
import type { TurnKey } from './event-log-port';
import { openTurnBench, quietEnd } from './turn-bench.test-support';

const bench = openTurnBench();
afterAll(() => bench.close());

const whole = (...messages: string[]) => ({ version: 1, messages, waitingInput: [] });
const added = (parent: TurnKey, ...messages: string[]) => ({
  version: 2,
  parent: parent.turnId,
  added: messages,
  waitingInput: [],
});
const read = ({ organisationId, turnId }: TurnKey) => bench.store.snapshots({ organisationId, turnId });

async function turn(
  sessionId: string,
  snapshot: (previous: string) => unknown,
  from?: TurnKey,
): Promise<TurnKey> {
  const created = await bench.start(sessionId, from ? { previousTurnId: from.turnId } : {});
  const ended = { ...quietEnd(2), snapshot: snapshot(created.previousTurnId ?? '') };
  await bench.store.finish(created.key, ended);
  return created.key;
}

describe('the stored context of a turn', () => {
  it('is the chain of what its turns added, along its own branch', async () => {
    const sessionId = await bench.session();
    const first = await turn(sessionId, () => whole('a'));
    const second = await turn(sessionId, () => added(first, 'b'));
    const branch = await turn(sessionId, () => added(first, 'c'), first);
    const third = await turn(sessionId, () => added(second, 'd'), second);
    expect(await read(third)).toEqual([whole('a'), added(first, 'b'), added(second, 'd')]);
    expect(await read(branch)).toEqual([whole('a'), added(first, 'c')]);
  });

  it('ends at a snapshot that is whole, whatever went before it', async () => {
    const sessionId = await bench.session();
    await turn(sessionId, () => whole('old'));
    const restart = await turn(sessionId, () => whole('summary'));
    const next = await turn(sessionId, () => added(restart, 'new'));
    expect(await read(next)).toEqual([whole('summary'), added(restart, 'new')]);
  });

  it('goes on through a turn that was abandoned', async () => {
    const sessionId = await bench.session();
    const first = await turn(sessionId, () => whole('a'));
    const second = await turn(sessionId, () => added(first, 'b'));
    const broken = await bench.start(sessionId);
    await bench.store.abandon(broken.key, { code: 'internal', message: 'Broken.' });
    const after = await turn(sessionId, () => added(broken.key, 'c'));
    expect(await read(after)).toEqual([whole('a'), added(first, 'b'), added(broken.key, 'c')]);
    expect(second.turnId).not.toBe(broken.key.turnId);
  });

  it('is nothing for a turn that has none, and for another organisation', async () => {
    const sessionId = await bench.session();
    const first = await turn(sessionId, () => whole('a'));
    expect(await bench.store.snapshots({ organisationId: 'org_other', turnId: first.turnId })).toEqual([]);
    const running = await bench.start(sessionId);
    expect(await read(running.key)).toEqual([]);
  });
});
