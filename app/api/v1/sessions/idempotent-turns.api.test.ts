import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PoolClient } from 'pg';
import { newId } from '@/lib/platform/ids';
import { openSeedBench, type Answer, type SeedBench } from './seed-bench.test-support';

let seed: SeedBench;
beforeAll(async () => {
  seed = await openSeedBench();
});
afterAll(() => seed.close());

const input = (content: string) => [{ type: 'user.message', content }];
const long = 'reply with 5000 words';

type Asked = { content?: string; if_running?: string; key: string };

function post(
  sessionId: string,
  { content = 'reply with 3 words', if_running, key }: Asked,
): Promise<Answer> {
  return seed.json(`/sessions/${sessionId}/turns`, {
    body: { input: input(content), stream: false, ...(if_running ? { if_running } : {}) },
    headers: { 'idempotency-key': key },
  });
}

async function turnsOf(sessionId: string): Promise<{ id: string; status: string }[]> {
  return (await seed.json(`/sessions/${sessionId}/turns`)).body.data;
}

const reset = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });

/** The next commit comes through and its answer is lost; `onLost` is called then. */
function loseNextCommit(onLost = () => {}): void {
  const { pool } = seed.bench.app.database;
  const wrap = (client: PoolClient) => {
    const query: (...sent: unknown[]) => Promise<unknown> = client.query.bind(client);
    const losing = async (...sent: unknown[]) => {
      const answer = await query(...sent);
      if (sent[0] !== 'COMMIT') return answer;
      pool.removeListener('acquire', wrap);
      onLost();
      throw reset();
    };
    // Of the overloads of `query` a transaction uses the one that answers with a promise.
    client.query = losing as PoolClient['query'];
    pool.once('release', () => Reflect.deleteProperty(client, 'query'));
  };
  pool.on('acquire', wrap);
}

describe('an Idempotency-Key of a turn', () => {
  it('finds the turn whose commit was answered to nobody', async () => {
    const sessionId = await seed.newSession();
    const asked = { key: newId('request') };
    loseNextCommit();
    const first = await post(sessionId, asked);
    const again = await post(sessionId, asked);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.data.id).toBe(first.body.data.id);
    expect(await turnsOf(sessionId)).toHaveLength(1);
  });

  it('finds it after an outage that hid it from the first request', async () => {
    const sessionId = await seed.newSession();
    const asked = { key: newId('request') };
    const { pool } = seed.bench.app.database;
    let outage: { mockRestore(): void } | undefined;
    loseNextCommit(() => {
      outage = vi.spyOn(pool, 'query').mockImplementation(() => Promise.reject(reset()));
    });
    const first = await post(sessionId, asked);
    outage?.mockRestore();
    const again = await post(sessionId, asked);
    expect([first.status, again.status]).toEqual([503, 201]);
    expect((await turnsOf(sessionId)).map(({ id }) => id)).toEqual([again.body.data.id]);
  });

  it('keeps a repeat from stopping the turn that it asked for itself, however much later it comes', async () => {
    const sessionId = await seed.newSession();
    const asked = { content: long, key: newId('request') };
    const first = await post(sessionId, asked);
    await seed.bench.app.database.pool.query(
      `UPDATE idempotency_record SET created_at = created_at - interval '23 hours' WHERE key = $1`,
      [asked.key],
    );
    const again = await post(sessionId, asked);
    expect([again.status, again.body.data.id]).toEqual([201, first.body.data.id]);
    expect(await turnsOf(sessionId)).toMatchObject([{ id: first.body.data.id, status: 'running' }]);
    await seed.json(`/sessions/${sessionId}/cancel`, { method: 'POST' });
  });

  it.each(['cancel', 'queue', 'steer', 'reject'])(
    'means one thing to all of many copies at once (%s)',
    async (if_running) => {
      const sessionId = await seed.newSession();
      if (if_running !== 'reject') await post(sessionId, { content: long, key: newId('request') });
      const asked = { if_running, key: newId('request') };
      const answers = await Promise.all(Array.from({ length: 10 }, () => post(sessionId, asked)));
      const ids = answers.map(({ status, body }) => (status < 300 ? body.data.id : JSON.stringify(body)));
      expect(new Set(ids).size).toBe(1);
      const { rows } = await seed.bench.app.database.pool.query<{ turns: number; steers: number }>(
        `SELECT (SELECT count(*)::int FROM turn WHERE session_id = $1) AS turns, count(*)::int AS steers
           FROM turn_steer WHERE turn_id IN (SELECT id FROM turn WHERE session_id = $1)`,
        [sessionId],
      );
      const expected = { cancel: [2, 0], queue: [2, 0], steer: [1, 1], reject: [1, 0] }[if_running];
      expect([rows[0]?.turns, rows[0]?.steers]).toEqual(expected);
      await seed.json(`/sessions/${sessionId}/cancel`, { method: 'POST' });
    },
  );

  it('is free after a refusal and taken for anything else after a turn', async () => {
    const sessionId = await seed.newSession();
    const first = await post(sessionId, { content: long, key: newId('request') });
    const key = newId('request');
    expect((await post(sessionId, { if_running: 'reject', key })).status).toBe(409);
    await seed.json(`/sessions/${sessionId}/turns/${first.body.data.id}/cancel`, { method: 'POST' });
    await vi.waitFor(async () =>
      expect((await turnsOf(sessionId)).map(({ status }) => status)).toEqual(['cancelled']),
    );
    expect((await post(sessionId, { if_running: 'reject', key })).status).toBe(201);
    const other = await post(sessionId, { content: 'something else', key });
    const elsewhere = await post(await seed.newSession(), { if_running: 'reject', key });
    for (const { status, body } of [other, elsewhere])
      expect([status, body.error.code]).toEqual([409, 'idempotency_conflict']);
  });
});
