import { note } from './progress.mjs';
import { pause } from './process-alive.mjs';

const retryDelaysMs = [0, 500, 2000, 5000];

/**
 * Keeps the embedded database there while we serve: one that was killed is started again, and so is one whose disk was
 * full, as soon as there is room. The application refuses requests meanwhile and goes on by itself, so this is never
 * given up; the reason is told whenever it changes.
 */
export async function openSupervisedDatabase(open, { wait = pause } = {}) {
  const released = new AbortController();
  let current;
  let reviving = Promise.resolve();

  const onLost = () => {
    if (!released.signal.aborted) reviving = revive();
  };

  async function revive() {
    note('The embedded database went away; starting it again.');
    let told;
    for (let attempt = 0; ; attempt += 1) {
      await wait(retryDelaysMs[attempt] ?? retryDelaysMs.at(-1), released.signal);
      if (released.signal.aborted) return;
      try {
        current = await open(onLost);
        return;
      } catch (error) {
        if (error.message !== told) note(`It is not back yet: ${error.message} Trying again.`);
        told = error.message;
      }
    }
  }

  current = await open(onLost);
  return {
    url: current.url,
    async release() {
      released.abort();
      await reviving;
      await current.release();
    },
  };
}
