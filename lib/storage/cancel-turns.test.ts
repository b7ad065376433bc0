import { afterAll, expect, it } from 'vitest';
import { newId } from '@/lib/platform/ids';
import { cancelTurnsOf } from './cancel-turns';
import { createTurn } from './create-turn';
import { openTurnBench } from './turn-bench.test-support';
import { findTurn } from './turns';

const bench = openTurnBench();
afterAll(() => bench.close());
const { pool } = bench.database;

async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    if (rowCount) return;
  }
}

/** Two turns of one person, in the order of their ids. */
async function twoTurns(status: 'running' | 'queued', userId: string) {
  const turns = [];
  for (let n = 0; n < 2; n += 1) {
    const sessionId = await bench.session();
    const actor = { id: userId, name: 'Person' };
    if (status === 'queued') await bench.start(sessionId);
    const outcome = await createTurn(bench.scope, bench.newTurn(sessionId, { actor, ifRunning: 'queue' }));
    if (outcome.status !== 'created' && outcome.status !== 'queued') throw new Error(outcome.status);
    turns.push({ sessionId, id: outcome.status === 'created' ? outcome.key.turnId : outcome.turnId });
  }
  const [first, second] = turns;
  if (!first || !second) throw new Error('Two turns were made.');
  return first.id < second.id ? { first, second } : { first: second, second: first };
}

it.each(['running', 'queued'] as const)(
  'all %s turns of somebody are stopped, also when another transaction takes the same ones the other way round',
  async (status) => {
    const userId = newId('user');
    const { first, second } = await twoTurns(status, userId);
    const other = await pool.connect();
    try {
      await other.query('BEGIN');
      // This one waits longer before it looks for a deadlock, so that it is not the one that is ended.
      await other.query(`SET LOCAL deadlock_timeout = '30s'`);
      await other.query('SELECT 1 FROM turn WHERE id = $1 FOR UPDATE', [second.id]);
      const stopped = cancelTurnsOf(bench.scope, userId);
      await somebodyWaits();
      await other.query('SELECT 1 FROM turn WHERE id = $1 FOR UPDATE', [first.id]);
      await other.query('COMMIT');
      const { runningTurnIds, ended } = await stopped;
      expect([...runningTurnIds, ...ended.map((event) => event.turn_id)].sort()).toEqual(
        [first.id, second.id].sort(),
      );
      for (const { sessionId, id } of [first, second])
        expect((await findTurn(bench.scope, sessionId, id))?.status).toBe(
          status === 'running' ? 'running' : 'cancelled',
        );
    } finally {
      other.release();
    }
  },
);
