const repeatedAfterMs = 500;
const forcedExitCode = 130;

/**
 * The wish to stop, from SIGINT, SIGTERM, SIGHUP or a failure that nothing can go on after. npm passes on the Ctrl-C
 * that the terminal has already sent us: a signal within half a second of the first is the same one.
 */
export function watchSignals() {
  let firstAt;
  let failure;
  let force = () => undefined;
  let stop;
  const stopped = new Promise((resolve) => {
    stop = resolve;
  });
  const onSignal = () => {
    const now = Date.now();
    if (firstAt === undefined) {
      firstAt = now;
      stop();
    } else if (now - firstAt > repeatedAfterMs) {
      force();
      process.exitCode = forcedExitCode;
    }
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const name of names) process.on(name, onSignal);
  return {
    stopped,
    onForce(action) {
      force = action;
    },
    fail(error) {
      failure = error;
      stop();
    },
    throwIfFailed() {
      if (failure !== undefined) throw failure;
    },
    throwIfStopped() {
      if (failure !== undefined) throw failure;
      if (firstAt !== undefined) throw new StoppedEarly();
    },
    close() {
      for (const name of names) process.off(name, onSignal);
    },
  };
}

/** Told to stop before there was anything to stop: not a failure. */
export class StoppedEarly extends Error {}
