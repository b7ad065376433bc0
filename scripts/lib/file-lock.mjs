import { open, readFile, rm } from 'node:fs/promises';
import { isAlive, waitUntil } from './process-alive.mjs';
import { unavailable } from './stop-error.mjs';

/**
 * Runs `work` while no other process of this machine does, by a file with our process id. A file whose process is gone
 * was left by a kill and is taken over.
 */
export async function withFileLock(file, work, { timeoutMs = 15 * 60_000, signal } = {}) {
  if (!(await waitUntil(() => take(file), { timeoutMs, everyMs: 100, signal }))) {
    throw unavailable(`${file} is held by another process; end it, or remove the file when there is none.`);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file) {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  // An empty file is one that its maker is about to write.
  if (holder > 0 && !isAlive(holder)) await rm(file, { force: true });
  return false;
}
