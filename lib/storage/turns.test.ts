import { afterAll, expect, it } from 'vitest';
import { newTurnId } from '@/lib/platform/ids';
import { createTurn } from './create-turn';
import { openTurnBench, quietEnd } from './turn-bench.test-support';
import { findTurn, listTurns } from './turns';

const bench = openTurnBench();
afterAll(() => bench.close());
const { organisationId } = bench.scope;

/** Inserts a turn as a release did that knew nothing of queues; its id is as old as its process believes it is. */
async function insertAsBefore(sessionId: string, id: string, createdAt: string): Promise<string> {
  await bench.database.pool.query(
    `INSERT INTO turn (organisation_id, id, session_id, run_id, status, input, created_by, created_at, fence, snapshot)
     VALUES ($1, $2, $3, 'run_before', 'done', '[]', 'usr_bench', $4, 1, '{"version":1,"messages":[]}')`,
    [organisationId, id, sessionId, createdAt],
  );
  return id;
}

it('a turn that an earlier release inserts counts as begun, and a queued one does not', async () => {
  const sessionId = await bench.session();
  const id = await insertAsBefore(sessionId, newTurnId(), new Date().toISOString());
  const next = await bench.start(sessionId);
  expect(next.previousTurnId).toBe(id);
  const queued = await createTurn(bench.scope, bench.newTurn(sessionId, { ifRunning: 'queue' }));
  if (queued.status !== 'queued') throw new Error(queued.status);
  expect((await findTurn(bench.scope, sessionId, queued.turnId))?.started_at).toBeNull();
  await bench.store.finish(next.key, quietEnd(2));
  const branch = bench.newTurn(sessionId, { previousTurnId: id, ifRunning: 'cancel' });
  expect((await createTurn(bench.scope, branch)).status).toBe('created');
});

it('turns are listed by when they came, page by page, whatever the clock of their process said', async () => {
  const sessionId = await bench.session();
  const ids = Array.from(
    { length: 5 },
    (_, n) => `0000000${9 - n}-0000-7000-8000-${sessionId.slice(-12).replaceAll(/[^0-9a-f]/g, '0')}`,
  );
  // Two of them at the same moment.
  const times = ['10:00:00.000001', '10:00:00.000002', '10:00:00.000002', '10:00:01', '10:00:02'];
  for (const [n, id] of ids.entries()) await insertAsBefore(sessionId, id, `2026-01-01T${times[n]}Z`);
  const expected = [ids[0], ids[2], ids[1], ids[3], ids[4]];
  for (const order of ['asc', 'desc'] as const) {
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const page = await listTurns(bench.scope, { sessionId, order, limit: 2, page_token: token });
      seen.push(...page.data.map((turn) => turn.id));
      token = page.nextPageToken;
    } while (token !== undefined);
    expect(seen).toEqual(order === 'asc' ? expected : expected.toReversed());
  }
});

it('a page token of another session is refused', async () => {
  const [one, other] = [await bench.session(), await bench.session()];
  for (const [n, sessionId] of [one, one, other].entries())
    await insertAsBefore(sessionId, newTurnId(), `2026-01-01T00:00:0${n}Z`);
  const { nextPageToken: token } = await listTurns(bench.scope, { sessionId: one, order: 'asc', limit: 1 });
  const asked = listTurns(bench.scope, { sessionId: other, order: 'asc', limit: 1, page_token: token });
  await expect(asked).rejects.toMatchObject({ code: 'invalid_request' });
});
