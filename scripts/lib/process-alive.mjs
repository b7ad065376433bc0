import { setTimeout as wait } from 'node:timers/promises';

/** Whether a process of that id exists, ours or not. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Waits; an aborted wait ends at once and keeps no timer. */
export const pause = (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined);

/** Waits until `condition` answers true; false when `timeoutMs` passed first. */
export async function waitUntil(condition, { timeoutMs, everyMs = 50 }) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() >= deadline) return false;
    await pause(everyMs);
  }
}
