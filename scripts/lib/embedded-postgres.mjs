import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  clusterOf,
  createCluster,
  databaseUser,
  lastLogLine,
  readPostmasterFile,
  spawnPostgres,
} from './postgres-cluster.mjs';
import { isAlive, pause, waitUntil } from './process-alive.mjs';
import { removeStaleLock } from './stale-postgres-lock.mjs';
import { unavailable } from './stop-error.mjs';
import { withFileLock } from './file-lock.mjs';
import { requireDiskSpace } from './require-disk-space.mjs';

// Everyone who uses the server holds this lock shared; who can take it alone is the last one and stops the server.
const usersLock = 7_225_766;
const startTimeoutMs = 60_000;
const stopTimeoutMs = 20_000;
const orphansTimeoutMs = 15_000;
/** Below this PostgreSQL only says "Aborted": a new cluster takes 60 MB, and a log segment is 16 MB. */
const neededMb = { create: 200, start: 40 };

/** Connection string that `pg` understands: a socket directory has no place in an URL's host. */
export const socketUrl = (socketDirectory, database) =>
  `postgresql://${databaseUser}@/${database}?host=${encodeURIComponent(socketDirectory)}`;

/**
 * The embedded server of a data directory: reused when it runs, else started. `onLost` is told when the server went
 * away under us. `release()` stops the server unless another process still uses it.
 */
export async function openEmbeddedPostgres(
  dataDir,
  { database = 'tackroom', onLost = () => undefined } = {},
) {
  const cluster = clusterOf(dataDir);
  const connected = await withFileLock(path.join(dataDir, 'start.lock'), async () => {
    const running = await connectToRunning(cluster);
    if (running !== undefined) return running;
    await requireDiskSpace(dataDir, existsSync(cluster.directory) ? neededMb.start : neededMb.create);
    await createCluster(cluster);
    return startServer(cluster);
  });
  const { client, socketDirectory, pid } = connected;
  let isReleased = false;
  client.on('error', () => undefined);
  client.on('end', () => {
    if (!isReleased) onLost();
  });
  await createDatabase(client, database);
  return {
    url: socketUrl(socketDirectory, database),
    socketDirectory,
    pid,
    async release() {
      if (isReleased) return;
      isReleased = true;
      const isLast = await leave(client);
      await client.end().catch(() => undefined);
      if (isLast) await stopServer(cluster, pid);
    },
  };
}

/** A server that already runs on this data directory, ours by lock file: after a kill, or beside another process. */
async function connectToRunning(cluster) {
  const left = await readPostmasterFile(cluster);
  if (left === undefined) return undefined;
  const socketDirectory = left.socketDirectory ?? cluster.socketDirectory;
  let answer;
  // A server that was told to stop a moment ago refuses until it is gone; one that recovers refuses until it is ready.
  await waitUntil(
    async () => {
      answer = await connect(socketDirectory);
      return answer.client !== undefined || !isAlive(left.pid) || answer.isAbsent;
    },
    { timeoutMs: startTimeoutMs },
  );
  if (answer?.client !== undefined) return { client: answer.client, socketDirectory, pid: left.pid };
  await removeStaleLock(cluster, left.pid);
  return undefined;
}

async function connect(socketDirectory) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    host: socketDirectory,
    user: databaseUser,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query('SELECT pg_try_advisory_lock_shared($1) AS held', [usersLock]);
    if (rows[0].held) return { client };
    await client.end();
    return { isAbsent: false };
  } catch (error) {
    await client.end().catch(() => undefined);
    // Nobody listens: the server named in the lock file is gone.
    return { isAbsent: error.code === 'ENOENT' || error.code === 'ECONNREFUSED', error };
  }
}

/** Starts the server; after a kill its orphaned workers hold the shared memory for a moment, which is waited out. */
async function startServer(cluster) {
  const deadline = Date.now() + orphansTimeoutMs;
  for (;;) {
    const started = await tryStart(cluster);
    if (started !== undefined) return started;
    const reason = await lastLogLine(cluster);
    if (!/shared memory|pg_ctl|in use|terminate/i.test(reason) || Date.now() > deadline) {
      throw unavailable(`The embedded database did not start: ${reason} (see ${cluster.log}).`);
    }
    await pause(200);
  }
}

async function tryStart(cluster) {
  const server = await spawnPostgres(cluster);
  let hasEnded = false;
  void server.ended.then(() => {
    hasEnded = true;
  });
  let answer;
  await waitUntil(
    async () => {
      answer = await connect(cluster.socketDirectory);
      return answer.client !== undefined || hasEnded;
    },
    { timeoutMs: startTimeoutMs, everyMs: 20 },
  );
  if (answer?.client !== undefined)
    return { client: answer.client, socketDirectory: cluster.socketDirectory, pid: server.pid };
  if (!hasEnded && server.pid !== undefined) process.kill(server.pid, 'SIGINT');
  return undefined;
}

async function createDatabase(client, database) {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (rowCount === 0) {
    await client.query(`CREATE DATABASE "${database}"`).catch((error) => {
      // Two processes that both found it missing: the second one's attempt is the proof that it exists.
      if (error.code !== '42P04' && error.code !== '23505') throw error;
    });
  }
}

/** Gives up our share; true when nobody else holds one, which also keeps newcomers out until the server is gone. */
async function leave(client) {
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [usersLock]);
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS held', [usersLock]);
    if (!rows[0].held) return false;
    return true;
  } catch {
    // The connection is gone, and so is the server or its will to answer: stopping it twice does no harm.
    return true;
  }
}

async function stopServer(cluster, pid) {
  // The lock file names the server while it lives: an id that is no longer in it may by now belong to anyone.
  if ((await readPostmasterFile(cluster))?.pid !== pid || !isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  const isGone = await waitUntil(() => !isAlive(pid), { timeoutMs: stopTimeoutMs });
  if (!isGone && isAlive(pid)) process.kill(pid, 'SIGQUIT');
}
