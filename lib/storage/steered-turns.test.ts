import { afterAll, describe, expect, it } from 'vitest';
import { cancelTurns } from './cancel-turns';
import { createTurn, steersMax, type NewTurn } from './create-turn';
import { inTransaction } from './scope';
import { deleteSession } from './delete-session';
import { openTurnBench, quietEnd } from './turn-bench.test-support';

const bench = openTurnBench();
afterAll(() => bench.close());

function steer(sessionId: string, content = 'And this', change: Partial<NewTurn> = {}) {
  const input = [{ type: 'user.message' as const, content }];
  return createTurn(bench.scope, bench.newTurn(sessionId, { ifRunning: 'steer', input, ...change }));
}

describe('a message that joins a running turn', () => {
  it('is kept with its number until the turn has read it', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    expect(await steer(sessionId, 'one')).toEqual({
      status: 'steered',
      turnId: key.turnId,
      number: 1,
      afterSequenceId: 1,
    });
    expect(await steer(sessionId, 'two')).toMatchObject({ number: 2 });
    expect(await bench.store.steers(key, 1)).toEqual([
      { number: 2, input: [{ type: 'user.message', content: 'two' }], createdBy: 'usr_bench' },
    ]);
    expect((await bench.store.load(key))?.steerCount).toBe(2);
    expect((await bench.store.renew([key])).get(key.turnId)?.steerCount).toBe(2);
  });

  it('keeps the turn from ending until it is in the log', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    await steer(sessionId);
    expect(await bench.store.finish(key, quietEnd(2))).toEqual({ status: 'steered', steerCount: 1 });
    expect(await bench.store.finish(key, { ...quietEnd(3), steerCount: 1 })).toMatchObject({
      status: 'written',
    });
  });

  it('is read by the turn or starts one of its own, also when the turn ends at the same moment', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 60; round += 1) {
      const sessionId = await bench.session();
      const { key } = await bench.start(sessionId);
      const [finish, outcome] = await Promise.all([bench.store.finish(key, quietEnd(2)), steer(sessionId)]);
      seen.add(outcome.status);
      const expected = outcome.status === 'steered' ? 'steered' : 'written';
      expect([finish.status, ['steered', 'created'].includes(outcome.status)]).toEqual([expected, true]);
    }
    expect(seen.size).toBeGreaterThan(0);
  });

  it('counts a hundred racing messages without a gap', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    const outcomes = await Promise.all(Array.from({ length: steersMax }, () => steer(sessionId)));
    const numbers = outcomes.flatMap((outcome) => (outcome.status === 'steered' ? [outcome.number] : []));
    expect(numbers.sort((left, right) => left - right)).toEqual(
      Array.from({ length: steersMax }, (_, index) => index + 1),
    );
    expect(await bench.store.steers(key, 0)).toHaveLength(steersMax);
    expect((await steer(sessionId)).status).toBe('steers_full');
  });

  it('starts an ordinary turn when none runs', async () => {
    expect((await steer(await bench.session())).status).toBe('created');
  });

  it('waits behind a turn that is being stopped, and behind what is queued', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    await cancelTurns(bench.scope, { sessionId });
    expect(await steer(sessionId)).toMatchObject({ status: 'queued', stoppedTurnId: null });
    await bench.store.finish(key, quietEnd(2));
    expect(await steer(sessionId)).toMatchObject({ status: 'queued', canStart: true });
  });

  it('is not shown to a process that lost the turn', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    await steer(sessionId);
    expect(await bench.store.steers({ ...key, fence: 2 }, 0)).toEqual([]);
    expect(await bench.store.finish({ ...key, fence: 2 }, quietEnd(2))).toEqual({ status: 'fenced' });
  });

  it('goes with its session', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    await steer(sessionId);
    await inTransaction(bench.scope, (scope) => deleteSession(scope, sessionId));
    const { rowCount } = await bench.database.pool.query('SELECT 1 FROM turn_steer WHERE turn_id = $1', [
      key.turnId,
    ]);
    expect(rowCount).toBe(0);
  });
});
