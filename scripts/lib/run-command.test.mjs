import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive, waitUntil } from './process-alive.mjs';
import { runCommand } from './run-command.mjs';

let directory;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'tackroom-command-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A command with a child of its own, both deaf to SIGTERM when `isDeaf`; it writes both ids to `pids`. */
function commandWithChild({ isDeaf }) {
  const stay = `${isDeaf ? "process.on('SIGTERM', () => undefined);" : ''} setInterval(() => undefined, 1000);`;
  return `
    ${stay}
    const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`${stay} process.stdout.write('up')`)}]);
    child.stdout.once('data', () => {
      require('node:fs').writeFileSync('pids.new', process.pid + ' ' + child.pid);
      require('node:fs').renameSync('pids.new', 'pids');
    });`;
}

async function startUntilUp(options) {
  const stop = new AbortController();
  const force = new AbortController();
  const ended = runCommand(process.execPath, ['-e', commandWithChild(options)], {
    cwd: directory,
    stop: { signal: stop.signal, forced: force.signal },
  }).then(
    () => 'finished',
    (reason) => reason,
  );
  let text = '';
  await waitUntil(
    async () => {
      text = await readFile(path.join(directory, 'pids'), 'utf8').catch(() => '');
      return text !== '';
    },
    { timeoutMs: 10_000 },
  );
  return { stop, force, ended, pids: text.split(' ').map(Number) };
}

const areGone = (pids) => waitUntil(() => pids.every((pid) => !isAlive(pid)), { timeoutMs: 10_000 });

describe('a command that is told to stop', () => {
  test('ends with everything it started, and throws the reason instead of an exit code', async () => {
    const { stop, ended, pids } = await startUntilUp({ isDeaf: false });
    expect(pids).toHaveLength(2);
    const reason = new Error('enough');
    stop.abort(reason);
    expect(await ended).toBe(reason);
    expect(await areGone(pids)).toBe(true);
  });

  test('is killed at a second wish to stop when it does not listen', async () => {
    const { stop, force, ended, pids } = await startUntilUp({ isDeaf: true });
    stop.abort(new Error('enough'));
    force.abort();
    await ended;
    expect(await areGone(pids)).toBe(true);
  });

  test('is not started at all when the wish came first', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const stop = { signal, forced: signal };
    await expect(runCommand('does-not-exist', [], { stop })).rejects.toThrow('enough');
  });
});
