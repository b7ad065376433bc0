import { note } from './progress.mjs';
import { pause } from './process-alive.mjs';

const retryDelaysMs = [0, 500, 2000, 5000, 10_000];

/**
 * Keeps the embedded database there while we serve: one that was killed is started again, and the application, which
 * holds its statements back for a moment, goes on. `onGivenUp` is told when it cannot be brought back.
 */
export async function openSupervisedDatabase(open, { onGivenUp }) {
  let isReleased = false;
  let current;
  let reviving = Promise.resolve();

  const onLost = () => {
    if (!isReleased) reviving = revive();
  };

  async function revive() {
    note('The embedded database went away; starting it again.');
    let lastError;
    for (const delayMs of retryDelaysMs) {
      await pause(delayMs);
      if (isReleased) return;
      try {
        current = await open(onLost);
        return;
      } catch (error) {
        lastError = error;
      }
    }
    onGivenUp(lastError);
  }

  current = await open(onLost);
  return {
    url: current.url,
    async release() {
      isReleased = true;
      await reviving;
      await current.release();
    },
  };
}
