import { spawn } from 'node:child_process';
import { closeSync, openSync, statSync, truncateSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { choosePostgresOwner, initdbPrefix } from './postgres-owner.mjs';
import { locatePostgres } from './postgres-binaries.mjs';
import { runCommand } from './run-command.mjs';
import { makeSocketDirectory, socketDirectoryFor } from './socket-directory.mjs';
import { unavailable } from './stop-error.mjs';

export const databaseUser = 'tackroom';
const major = '18';
const logBytesMax = 10_000_000;
const toolEnv = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '64MB',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  logging_collector: 'off',
};

/** Where everything of the embedded database of one data directory lies. `dataDir` is absolute and exists. */
export function clusterOf(dataDir) {
  return {
    dataDir,
    directory: path.join(dataDir, 'postgres'),
    log: path.join(dataDir, 'postgres.log'),
    socketDirectory: socketDirectoryFor(dataDir),
  };
}

/** The process id and socket directory that a running (or killed) server left in its lock file. */
export async function readPostmasterFile(cluster) {
  const text = await readFile(path.join(cluster.directory, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, socketDirectory: lines[4] || undefined } : undefined;
}

/** Makes the cluster when there is none. Built under another name first, so that a kill half-way leaves nothing behind. */
export async function createCluster(cluster) {
  const found = await readFile(path.join(cluster.directory, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (found?.trim() === major) return false;
  if (found !== undefined) {
    throw unavailable(
      `${cluster.directory} was written by PostgreSQL ${found.trim()}, this version brings ${major}; dump it with the version that wrote it, or use another data directory.`,
    );
  }
  const { binaries, owner } = await prepare(cluster);
  const unfinished = `${cluster.directory}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  if (owner.uid !== undefined) await chown(unfinished, owner.uid, owner.gid);
  const [command, ...args] = [
    ...(await initdbPrefix(owner, cluster.dataDir)),
    binaries.initdb,
    ...['--pgdata', unfinished, '--username', databaseUser, '--auth', 'trust', '--encoding', 'UTF8'],
    ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C', '--no-instructions'],
  ];
  const { code, output } = await runCommand(command, args, {
    env: toolEnv,
    cwd: '/',
    uid: owner.uid,
    gid: owner.gid,
    timeoutMs: 120_000,
  });
  if (code !== 0)
    throw unavailable(
      `The embedded database could not be made in ${cluster.directory}: ${complaint(output)}.`,
    );
  await rename(unfinished, cluster.directory);
  await rm(path.join(cluster.dataDir, 'passwd'), { force: true });
  return true;
}

/** The one line of a failed tool that says why; what it says about its own clearing up comes after it. */
export function complaint(output) {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling =
    lines.find((line) => /\b(FATAL|PANIC|error):/i.test(line)) ?? lines.at(-1) ?? 'it did not say why';
  return telling.replace(/^.*?\b(FATAL|PANIC|error):\s*/i, '').replace(/\.$/, '');
}

async function prepare(cluster) {
  const binaries = await locatePostgres();
  const owner = await choosePostgresOwner({
    clusterDir: cluster.directory,
    dataDir: cluster.dataDir,
    binaries,
  });
  await makeSocketDirectory(cluster.socketDirectory, owner);
  return { binaries, owner };
}

/**
 * Starts the server in a session of its own, so that Ctrl-C in our terminal does not reach it before we have drained.
 * Returns its process id and a promise that settles when it ends; whether it accepts connections is the caller's to find out.
 */
export async function spawnPostgres(cluster) {
  const { binaries, owner } = await prepare(cluster);
  const flags = Object.entries({ ...settings, unix_socket_directories: cluster.socketDirectory });
  const [command, ...args] = [
    ...owner.prefix,
    binaries.postgres,
    ...['-D', cluster.directory],
    ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = openLog(cluster.log);
  try {
    const child = spawn(command, args, {
      cwd: '/',
      env: toolEnv,
      detached: true,
      stdio: ['ignore', log, log],
      uid: owner.uid,
      gid: owner.gid,
    });
    const ended = new Promise((resolve) => {
      child.once('error', resolve);
      child.once('exit', resolve);
    });
    child.unref();
    return { pid: child.pid, ended };
  } finally {
    closeSync(log);
  }
}

function openLog(file) {
  try {
    if (statSync(file).size > logBytesMax) truncateSync(file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return openSync(file, 'a', 0o600);
}

/** What PostgreSQL said last, for the one line that explains a failed start. */
export async function lastLogLine(cluster) {
  const lines = (await readFile(cluster.log, 'utf8').catch(() => '')).trimEnd().split('\n');
  const telling = lines.filter((line) => /FATAL|PANIC|HINT|DETAIL/.test(line)).at(-1) ?? lines.at(-1) ?? '';
  return telling.replace(/^.*?(FATAL|PANIC|HINT|DETAIL):\s*/, '');
}
