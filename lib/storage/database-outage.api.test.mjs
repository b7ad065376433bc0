import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { childrenOf } from '@/scripts/lib/start-launcher.test-support.mjs';
import { openScratchDatabase } from '@/scripts/lib/scratch-database.mjs';
import { waitUntil } from '@/scripts/lib/process-alive.mjs';
import { openDatabase } from './database';
import { isDatabaseUnreachable } from './database-unreachable';
import { poolTransaction } from './pool-transaction';

let server;
let database;
let stopped = [];

beforeAll(async () => {
  server = await openScratchDatabase();
});
afterEach(async () => {
  resume();
  await database?.close();
});
afterAll(() => server.close());

const open = (options) => (database = openDatabase(server.url, options));

/** The server and everything it started hold still, as on a machine that hangs: nothing is refused, nothing answers. */
function freeze() {
  const lockFile = path.join(server.dataDir, 'postgres', 'postmaster.pid');
  const postmaster = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  const pids = [postmaster, ...childrenOf(postmaster).map(({ pid }) => pid)];
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  stopped = pids;
}
function resume() {
  for (const pid of stopped.splice(0)) process.kill(pid, 'SIGCONT');
}

/** How something failed and after how long. */
async function failure(work) {
  const startedAt = performance.now();
  const error = await work().then(
    () => undefined,
    (reason) => reason,
  );
  return { isAway: isDatabaseUnreachable(error), tookMs: performance.now() - startedAt, error };
}

const asks = {
  'a statement of the pool': () => database.pool.query('SELECT 1'),
  'a transaction of the pool': () => poolTransaction(database.pool, (client) => client.query('SELECT 1')),
  'a query of Prisma': () => database.prisma.$queryRaw`SELECT 1`,
  'a transaction of Prisma': () => database.prisma.$transaction(async (tx) => tx.$queryRaw`SELECT 1`),
};

describe.skipIf(process.platform !== 'linux')('a database that hangs', () => {
  test.each(Object.entries(asks))(
    '%s is refused within two seconds, and later ones at once',
    async (_name, ask) => {
      open();
      await ask();
      freeze();
      const first = await failure(ask);
      expect(first).toMatchObject({ isAway: true });
      // The promise is two seconds; a busy machine is given some more here.
      expect(first.tookMs).toBeLessThan(4000);
      const many = await Promise.all(Array.from({ length: 40 }, () => failure(ask)));
      expect(many.filter(({ isAway }) => !isAway)).toEqual([]);
      expect(Math.max(...many.map(({ tookMs }) => tookMs))).toBeLessThan(1000);
      resume();
      expect(
        await waitUntil(
          () =>
            ask().then(
              () => true,
              () => false,
            ),
          { timeoutMs: 15_000 },
        ),
      ).toBe(true);
    },
  );

  test('is waited for by what a running turn asks', async () => {
    open();
    await database.patientPool.query('SELECT 1');
    freeze();
    await failure(asks['a statement of the pool']);
    const answer = database.patientPool.query('SELECT 7 AS seven');
    resume();
    expect((await answer).rows).toEqual([{ seven: 7 }]);
  });
});

describe('a database that is there', () => {
  test('is not taken for lost while a statement is slow', async () => {
    open();
    const slow = database.pool.query('SELECT pg_sleep(2)');
    const before = await database.pool.query('SELECT 1 AS one');
    expect(before.rows).toEqual([{ one: 1 }]);
    await expect(slow).resolves.toBeDefined();
  });

  test('refuses what finds no connection free, and is not taken for lost', async () => {
    open({ connectionsMax: 1 });
    const slow = database.pool.query('SELECT pg_sleep(2.5)');
    const refused = await Promise.all(Object.values(asks).map(failure));
    expect(refused.map(({ isAway }) => isAway)).toEqual([true, true, true, true]);
    await slow;
    await expect(asks['a query of Prisma']()).resolves.toBeDefined();
  });

  test('survives that a connection in a transaction is ended by the server', async () => {
    open();
    const cut = await failure(() =>
      poolTransaction(database.pool, async (client) => {
        const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
        await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
        await client.query('SELECT 1');
      }),
    );
    expect(cut).toMatchObject({ isAway: true });
    await expect(asks['a statement of the pool']()).resolves.toBeDefined();
  });
});
