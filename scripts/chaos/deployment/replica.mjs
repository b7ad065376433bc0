import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, isAlive, probeReady, waitUntil } from '../from-launcher.mjs';
import { startChild } from './child.mjs';

const startTimeoutMs = 120_000;
const endTimeoutMs = 40_000;

/**
 * One replica, started the way people start it: the launcher, which migrates and starts the application as its child.
 * `kill` and `freeze` hit the application itself, which is what runs the turns.
 */
export function createReplica({ name, port, directory, dataDirectory, databaseUrl, env }) {
  const log = path.join(directory, `${name}.log`);
  const url = `http://127.0.0.1:${port}`;
  const writers = new Map();
  let launcher;
  let pid;
  let starts = 0;
  let isStopping = false;

  async function start({ extraEnv = {}, nodeArgs = [] } = {}) {
    starts += 1;
    // With a database of its own nobody tells it what to call itself there.
    const writer = databaseUrl === undefined ? 'tackroom' : `${name}-${starts}`;
    const args = ['scripts', 'start.mjs'];
    launcher = startChild(
      [inRoot(...args), '--port', String(port), '--data-dir', dataDirectory, '--no-demo'],
      {
        env: {
          ...env,
          ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl(writer) }),
          ...(nodeArgs.length > 0 ? { NODE_OPTIONS: nodeArgs.join(' ') } : {}),
          ...extraEnv,
        },
        log,
      },
    );
    const started = launcher;
    const isUp = await waitUntil(() => started.ending !== undefined || isServing(started), {
      timeoutMs: startTimeoutMs,
      everyMs: 50,
    });
    if (!isUp || started.ending !== undefined)
      throw new Error(
        `Replica ${name} did not start; see ${log}:\n${readFileSync(log, 'utf8').slice(-2000)}`,
      );
    writers.set(writer, pid);
    isStopping = false;
  }

  /** Ready, and it is this launcher's application that says so, not somebody else's on the port. */
  async function isServing(started) {
    if ((await probeReady(url)).status !== 200 || started.ending !== undefined) return false;
    pid = appPidOf(started.pid);
    return pid !== undefined;
  }

  const signal = (what) => {
    if (pid !== undefined && isAlive(pid)) process.kill(pid, what);
  };

  return {
    name,
    url,
    log,
    /** Application name of its database connections → process id, for every time it was started. */
    writers,
    get pid() {
      return pid;
    },
    /** Serves, as far as a load balancer knows: it runs and was not told to stop. */
    get isUp() {
      return !isStopping && pid !== undefined && isAlive(pid);
    },
    start,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    /** Kill -9, of the application alone or of its launcher with it. */
    async kill({ withLauncher = false } = {}) {
      if (withLauncher) launcher?.signal('SIGKILL');
      signal('SIGKILL');
      await launcher?.ended;
      if (pid !== undefined) await waitUntil(() => !isAlive(pid), { timeoutMs: endTimeoutMs, everyMs: 5 });
    },
    /** What Ctrl-C and a deploy do. Answers how long the end took and whether it was a clean one. */
    async stop() {
      if (launcher === undefined || launcher.ending !== undefined) return { ms: 0, code: 0 };
      const startedAt = performance.now();
      const appPid = pid;
      isStopping = true;
      launcher.signal('SIGTERM');
      await waitUntil(() => launcher.ending !== undefined, { timeoutMs: endTimeoutMs, everyMs: 10 });
      const ms = performance.now() - startedAt;
      if (launcher.ending === undefined) {
        signal('SIGCONT');
        signal('SIGKILL');
        launcher.signal('SIGKILL');
        await launcher.ended;
      }
      if (appPid !== undefined) await waitUntil(() => !isAlive(appPid), { timeoutMs: endTimeoutMs });
      return { ms, code: launcher.ending?.code };
    },
  };
}

/** The launcher's child that serves; undefined while there is none. The launcher starts nothing else that lasts. */
function appPidOf(launcherPid) {
  try {
    const children =
      readFileSync(`/proc/${launcherPid}/task/${launcherPid}/children`, 'utf8').match(/\d+/g) ?? [];
    return children
      .map(Number)
      .find((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('serve.mjs'));
  } catch {
    // It ended while we looked.
    return undefined;
  }
}
