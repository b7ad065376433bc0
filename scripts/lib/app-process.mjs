import { spawn } from 'node:child_process';
import { killGroup } from './kill-group.mjs';
import { inRoot, quietEnv, root } from './paths.mjs';
import { probeReady } from './probe-ready.mjs';
import { pause } from './process-alive.mjs';
import { unavailable } from './stop-error.mjs';

export const portTaken = 98;
const drainTimeoutMs = 25_000;
const readyTimeoutMs = 180_000;

/**
 * The application as a child in a session of its own: Ctrl-C reaches only the launcher, which then asks it to drain.
 * Output is inherited, not piped: the development server spins when the reader of its pipe goes away.
 */
export function startApp({ settings, port, env }) {
  const next = inRoot('node_modules', 'next', 'dist', 'bin', 'next');
  const args = settings.isDevelopment
    ? [next, 'dev', '-p', String(port), '-H', settings.host]
    : [inRoot('scripts', 'serve.mjs')];
  const child = spawn(process.execPath, ['--import', inRoot('scripts', 'lib', 'watch-parent.mjs'), ...args], {
    cwd: root,
    env: {
      ...env,
      ...quietEnv,
      NEXT_MANUAL_SIG_HANDLE: '1',
      TACKROOM_LAUNCHER: String(process.pid),
      NODE_ENV: settings.isDevelopment ? 'development' : 'production',
    },
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let ending;
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  }).then((result) => (ending = result));
  return {
    ended,
    get ending() {
      return ending;
    },
    async stop() {
      child.kill('SIGTERM');
      const timer = new AbortController();
      await Promise.race([ended, pause(drainTimeoutMs, timer.signal)]);
      timer.abort();
      killGroup(child.pid, 'SIGKILL');
      await ended;
    },
    kill: () => killGroup(child.pid, 'SIGKILL'),
  };
}

/** Waits until the application says that it can serve or ends; throws when it takes too long or `signal` aborts. */
export async function waitUntilReady(app, { host, port, signal }) {
  const address = probeHost(host);
  const deadline = Date.now() + readyTimeoutMs;
  let reason = 'it does not answer';
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    if (app.ending !== undefined) return { isReady: false, ending: app.ending };
    const answer = await probeReady(`http://${address}:${port}`, { signal });
    signal.throwIfAborted();
    if (answer.status === 200) return { isReady: true };
    reason = answer.reason ?? `/readyz answers ${answer.status} ${answer.text.slice(0, 200)}`;
    await pause(25, signal);
  }
  throw unavailable(`Tackroom started but is not ready after ${readyTimeoutMs / 1000} seconds: ${reason}.`);
}

/** Where to reach a server that listens on `host`: an address for every interface is no address to call. */
function probeHost(host) {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

export const displayUrl = (host, port) => `http://${probeHost(host)}:${port}`;
