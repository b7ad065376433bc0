import { readFile, readdir, readlink, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { isAlive, waitUntil } from './process-alive.mjs';

const orphansTimeoutMs = 15_000;

/**
 * Removes the lock files of a killed server where PostgreSQL would take its process id for a living server: the id
 * belongs to something else by now (usual after a restart of a container), or to a process that ended and that nobody
 * collects. PostgreSQL cleans up every other case itself, and more safely: before the file goes, every process that
 * works in the data directory has to be gone.
 */
export async function removeStaleLock(cluster, pid) {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined);
  if (name === undefined || (isAlive(pid) && name.trim() === 'postgres')) return;
  const directory = await realpath(cluster.directory);
  if (
    await waitUntil(async () => !(await hasProcessIn(directory)), {
      timeoutMs: orphansTimeoutMs,
      everyMs: 100,
    })
  ) {
    await rm(path.join(cluster.directory, 'postmaster.pid'), { force: true });
    await rm(path.join(cluster.socketDirectory, '.s.PGSQL.5432.lock'), { force: true });
  }
}

/** PostgreSQL's processes have the data directory as their working directory. */
async function hasProcessIn(directory) {
  const ids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const directories = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => undefined)));
  return directories.includes(directory);
}
