import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from './free-port.mjs';
import { isAlive, waitUntil } from './process-alive.mjs';
import { socketDirectoryFor } from './socket-directory.mjs';
import { childrenOf, processesWith, startLauncher } from './start-launcher.test-support.mjs';

let parent;
let dataDir;
let port;
let started;

beforeEach(async () => {
  started = [];
  parent = await mkdtemp(path.join(os.tmpdir(), 'tackroom-launch-'));
  dataDir = path.join(parent, 'a path with spaces');
  port = await freePort();
});

afterEach(async () => {
  for (const launcher of started) {
    launcher.signal('SIGCONT');
    launcher.signal('SIGTERM');
    await launcher.ended;
  }
  await rm(socketDirectoryFor(dataDir), { recursive: true, force: true });
  await rm(parent, { recursive: true, force: true });
});

function start() {
  const launcher = startLauncher(['--port', String(port), '--data-dir', dataDir]);
  started.push(launcher);
  return launcher;
}

const until = async (condition) =>
  expect(await waitUntil(condition, { timeoutMs: 60_000, everyMs: 20 })).toBe(true);
const appOf = (launcher) =>
  childrenOf(launcher.pid).find(({ command }) => command.includes('serve.mjs'))?.pid;
const answers = (url) =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(10_000) }).then(
    async (response) => (await response.text(), response.status === 200),
    () => false,
  );
const databasePid = async () =>
  Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

// What belongs to a process is read from /proc.
describe.skipIf(process.platform !== 'linux')('the started application', () => {
  test('serves from a path with spaces, and Ctrl-C stops everything that was started', async () => {
    const launcher = start();
    const url = await launcher.ready();
    expect(await answers(url)).toBe(true);
    const pids = [appOf(launcher), await databasePid()];
    expect(pids.every(isAlive)).toBe(true);
    launcher.signal('SIGINT');
    expect(await launcher.ended).toEqual({ code: 0, signal: null });
    await until(() => pids.every((pid) => !isAlive(pid)) && processesWith(parent).length === 0);
    expect(await answers(url)).toBe(false);
  });

  test('is there again with the same data after launcher and application were killed', async () => {
    const killed = start();
    await killed.ready();
    await until(() => killed.printed.stdout.includes('user: '));
    const [app, database] = [appOf(killed), await databasePid()];
    killed.signal('SIGKILL');
    process.kill(app, 'SIGKILL');
    await killed.ended;
    const again = start();
    expect(await answers(await again.ready())).toBe(true);
    expect(await databasePid()).toBe(database);
    again.signal('SIGTERM');
    expect(await again.ended).toEqual({ code: 0, signal: null });
    expect(isAlive(database)).toBe(false);
    expect(again.printed.stdout).not.toContain('Sign in');
  });

  test('shows the first sign-in at the next start when the first was killed before it could', async () => {
    const kept = path.join(dataDir, 'first-sign-in');
    const killed = start();
    await until(() => appOf(killed) !== undefined);
    // The launcher holds still while its application gets ready, so that it has no chance to print.
    killed.signal('SIGSTOP');
    const app = appOf(killed);
    await until(() => answers(`http://127.0.0.1:${port}`));
    killed.signal('SIGKILL');
    process.kill(app, 'SIGKILL');
    await killed.ended;
    const password = JSON.parse(await readFile(kept, 'utf8')).accounts[0].password;
    const again = start();
    await again.ready();
    await until(() => !existsSync(kept));
    expect(killed.printed.stdout).toBe('');
    expect(again.printed.stdout).toContain(`administrator: admin@tackroom.local, password ${password}`);
  });

  test('does not say that it is ready when it is stopped before', async () => {
    const launcher = start();
    await until(() => appOf(launcher) !== undefined);
    const app = appOf(launcher);
    launcher.signal('SIGTERM');
    expect(await launcher.ended).toEqual({ code: 0, signal: null });
    expect(launcher.printed.stdout).toBe('');
    await until(() => !isAlive(app) && processesWith(parent).length === 0);
  });
});
