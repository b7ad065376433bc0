import { chmod, mkdir, rm } from 'node:fs/promises';
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
  const systemUrl = socketUrl(cluster.socketDirectory, 'postgres');

  async function start() {
    await spawnPostgres(cluster);
    const isReady = await waitUntil(() => answers(systemUrl), { timeoutMs: startTimeoutMs, everyMs: 20 });
    if (!isReady) throw new Error(`PostgreSQL did not start within a minute; see ${cluster.log}.`);
  }

  await start();
  const admin = await connectOnce(systemUrl);
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.end();
  return {
    ...handleOf(cluster, database),
    start,
    async ensureUp() {
      if ((await pidOf(cluster)) === undefined) await start();
    },
  };
}

/** The database that a replica keeps itself in its data directory: nobody else starts it again. */
export function ownPostgres(dataDirectory) {
  return { ...handleOf(clusterOf(dataDirectory), 'tackroom'), ensureUp: async () => undefined };
}

function handleOf(cluster, name) {
  async function stop(how = 'fast') {
    const pid = await pidOf(cluster);
    if (pid === undefined) return;
    process.kill(pid, signals[how]);
    await waitUntil(() => !isAlive(pid), { timeoutMs: startTimeoutMs, everyMs: 20 });
  }
  return {
    urlFor: (writer) =>
      `${socketUrl(cluster.socketDirectory, name)}&application_name=${encodeURIComponent(writer)}`,
    stop,
    async remove() {
      await stop('crash');
      await rm(cluster.socketDirectory, { recursive: true, force: true });
      await rm(cluster.dataDir, { recursive: true, force: true });
    },
  };
}

async function pidOf(cluster) {
  const pid = (await readPostmasterFile(cluster))?.pid;
  return pid !== undefined && isAlive(pid) ? pid : undefined;
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
