import { chmod, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  clusterOf,
  createCluster,
  isAlive,
  readPostmasterFile,
  socketUrl,
  spawnPostgres,
  waitUntil,
} from '../from-launcher.mjs';
import { connectOnce } from './sql.mjs';

const startTimeoutMs = 60_000;
const database = 'chaos';
/** How PostgreSQL reads these: end every session and stop; stop without another word, as after a crash. */
const signals = { fast: 'SIGINT', crash: 'SIGQUIT' };

/** A PostgreSQL of the embedded kind in a directory of its own, which the harness starts and stops as it likes. */
export async function openPostgres(directory) {
  await mkdir(directory, { recursive: true });
  await chmod(directory, 0o700);
  const cluster = clusterOf(directory);
  await createCluster(cluster);
  const urlFor = (name) =>
    `${socketUrl(cluster.socketDirectory, database)}&application_name=${encodeURIComponent(name)}`;

  async function start() {
    const server = await spawnPostgres(cluster);
    const isReady = await waitUntil(() => answers(socketUrl(cluster.socketDirectory, 'postgres')), {
      timeoutMs: startTimeoutMs,
      everyMs: 20,
    });
    if (!isReady) throw new Error(`PostgreSQL did not start within a minute; see ${cluster.log}.`);
    return server;
  }

  async function stop(how = 'fast') {
    const pid = (await readPostmasterFile(cluster))?.pid;
    if (pid === undefined || !isAlive(pid)) return;
    process.kill(pid, signals[how]);
    await waitUntil(() => !isAlive(pid), { timeoutMs: startTimeoutMs, everyMs: 20 });
  }

  async function ensureUp() {
    const pid = (await readPostmasterFile(cluster))?.pid;
    if (pid === undefined || !isAlive(pid)) await start();
  }

  await start();
  const admin = await connectOnce(socketUrl(cluster.socketDirectory, 'postgres'));
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.end();
  return {
    urlFor,
    directory: cluster.directory,
    log: cluster.log,
    start,
    stop,
    ensureUp,
    async remove() {
      await stop('crash');
      await rm(cluster.socketDirectory, { recursive: true, force: true });
      await rm(path.resolve(directory), { recursive: true, force: true });
    },
  };
}

async function answers(url) {
  try {
    const client = await connectOnce(url);
    await client.end();
    return true;
  } catch {
    return false;
  }
}
