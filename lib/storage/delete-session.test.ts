import { afterAll, describe, expect, it } from 'vitest';
import { createBlobWriter } from './attachments';
import { createTurn } from './create-turn';
import { deleteSession } from './delete-session';
import { lockSession } from './lock-session';
import { poolTransaction } from './pool-transaction';
import { inTransaction } from './scope';
import { addSessionFile } from './session-files';
import { openTurnBench, quietEnd } from './turn-bench.test-support';
import { writeBatch } from './write-batch';

const bench = openTurnBench();
afterAll(() => bench.close());

const remove = (sessionId: string) => inTransaction(bench.scope, (scope) => deleteSession(scope, sessionId));

/** Resolves when this many statements that hold these words wait for a lock. */
async function waiting(words: string, count = 1): Promise<void> {
  for (let found = 0; found < count;) {
    const { rowCount } = await bench.database.pool.query(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE $1 AND datname = current_database()`,
      [`%${words}%`],
    );
    found = rowCount ?? 0;
  }
}

async function rowsOf(sessionId: string): Promise<Record<string, number>> {
  const { rows } = await bench.database.pool.query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM session WHERE id = $1) AS sessions,
      (SELECT count(*)::int FROM turn WHERE session_id = $1) AS turns,
      (SELECT count(*)::int FROM run WHERE session_id = $1) AS runs,
      (SELECT count(*)::int FROM tool_call WHERE session_id = $1) AS calls,
      (SELECT count(*)::int FROM session_file WHERE session_id = $1) AS files,
      (SELECT count(*)::int FROM event WHERE organisation_id = $2) AS events,
      (SELECT count(*)::int FROM step WHERE session_id = $1) AS steps`,
    [sessionId, bench.scope.organisationId],
  );
  return rows[0] ?? {};
}

const nothing = { sessions: 0, turns: 0, runs: 0, calls: 0, files: 0, events: 0, steps: 0 };

describe('deleting a session', () => {
  it('takes the turn along that was being created when it came', async () => {
    const sessionId = await bench.session();
    let removed: Promise<void> | undefined;
    await poolTransaction(bench.database.pool, async (client) => {
      await lockSession(client, { organisationId: bench.scope.organisationId, sessionId });
      const created = createTurn(bench.scope, bench.newTurn(sessionId));
      await waiting('FROM session');
      removed = remove(sessionId);
      await waiting('FROM session', 2);
      void created.catch(() => undefined);
    });
    await removed;
    expect(await rowsOf(sessionId)).toEqual(nothing);
  });

  it('takes along what a runner was writing when it came', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    let removed: Promise<void> | undefined;
    await poolTransaction(bench.database.pool, async (client) => {
      await client.query('SELECT 1 FROM turn WHERE id = $1 FOR SHARE', [key.turnId]);
      removed = remove(sessionId);
      await waiting('FROM turn');
      await client.query(
        `INSERT INTO event (organisation_id, turn_id, sequence_id, type, payload) VALUES ($1, $2, 2, 'model.message', '{}')`,
        [key.organisationId, key.turnId],
      );
    });
    await removed;
    expect(await rowsOf(sessionId)).toEqual(nothing);
  });

  it('lets nobody write for its turns afterwards', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    await remove(sessionId);
    const written = await writeBatch(bench.database.pool, [{ key, events: [], steps: [] }]);
    expect(written.size).toBe(0);
    expect(await bench.store.finish(key, quietEnd(2))).toEqual({ status: 'fenced' });
    expect(await rowsOf(sessionId)).toEqual(nothing);
  });

  it('leaves no file behind that was stored while it ran', async () => {
    const sessionId = await bench.session();
    const writer = createBlobWriter(bench.scope);
    await writer.write(Buffer.from('picture'));
    const blob = await writer.finish();
    const source = 'upload' as const;
    const file = { sessionId, filename: 'a.png', mediaType: 'image/png', createdBy: 'usr_bench', source };
    let added: Promise<unknown> | undefined;
    await inTransaction(bench.scope, async (scope) => {
      await deleteSession(scope, sessionId);
      added = addSessionFile(bench.scope, blob, { ...file, organisationBytesMax: 1_000_000 });
      await waiting('FROM session');
    });
    expect(await added).toEqual({ refused: 'no_session' });
    expect(await rowsOf(sessionId)).toEqual(nothing);
  });
});
