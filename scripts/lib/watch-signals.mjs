import os from 'node:os';

const repeatedAfterMs = 500;

/**
 * The wish to stop, from SIGINT, SIGTERM or SIGHUP: `signal` aborts, and a signal after that aborts `forced`. npm passes
 * on the Ctrl-C that the terminal has already sent us: a signal within half a second of the first is the same one.
 */
export function watchSignals() {
  const stop = new AbortController();
  const force = new AbortController();
  let firstAt;
  const onSignal = (name) => {
    const now = Date.now();
    if (firstAt === undefined) {
      firstAt = now;
      stop.abort(new StoppedEarly());
    } else if (now - firstAt > repeatedAfterMs) {
      process.exitCode = 128 + os.constants.signals[name];
      force.abort();
    }
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const name of names) process.on(name, onSignal);
  return {
    signal: stop.signal,
    forced: force.signal,
    stopped: new Promise((resolve) => stop.signal.addEventListener('abort', () => resolve(), { once: true })),
    close() {
      for (const name of names) process.off(name, onSignal);
    },
  };
}

/** Told to stop before there was anything to stop: not a failure. */
export class StoppedEarly extends Error {}
