import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Whether a process of that id runs, ours or not. One that ended and was not collected by its parent does not. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return processState(pid) !== 'Z';
}

function processState(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2)[0];
  } catch {
    // No /proc on this system, or the process is gone by now: the caller's next look will tell.
    return undefined;
  }
}

/** Waits; an aborted wait ends at once and keeps no timer. */
export const pause = (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined);

/** Waits until `condition` answers true; false when `timeoutMs` passed first. An aborted wait throws. */
export async function waitUntil(condition, { timeoutMs, everyMs = 50, signal }) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    if (await condition()) return true;
    if (Date.now() >= deadline) return false;
    await pause(everyMs, signal);
  }
}
