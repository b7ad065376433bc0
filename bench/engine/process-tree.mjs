import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ticksPerSecond = 100;

/**
 * The processes of one Tackroom: launcher, application, and the database with its backends, which the launcher starts in
 * a session of its own.
 */
export function openTree({ launcherPid, dataDir }) {
  if (os.platform() !== 'linux')
    throw new Error('The engine benchmark reads /proc, so it runs on Linux only.');
  const postmaster = Number(
    readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  const application = [...descendants(launcherPid)].find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('serve.mjs'),
  );
  if (application === undefined) throw new Error('The application process was not found below the launcher.');
  const database = () => [postmaster, ...descendants(postmaster)];
  const server = () => {
    const theirs = new Set(database());
    return [launcherPid, ...descendants(launcherPid)].filter((pid) => !theirs.has(pid));
  };
  return {
    application,
    /** CPU milliseconds so far. */
    cpu: () => ({ server: sum(server()), database: sum(database()) }),
    residentMb: () => residentKb(application) / 1024,
    residentKb: () => residentKb(application),
    databaseMb: () => database().reduce((total, pid) => total + proportionalKb(pid), 0) / 1024,
    /** The application alone on one core; everything else, and this process, on the others. */
    pin(others) {
      // Not what this process may use: it pins itself, and would count one core the next time.
      const cores = os.cpus().length;
      if (cores < 2) return false;
      const rest = cores === 2 ? '0' : `0-${cores - 2}`;
      for (const pid of [...server(), ...database(), ...others, process.pid])
        if (pid !== application) setCores(pid, rest);
      return setCores(application, String(cores - 1));
    },
  };
}

/** False where it cannot be done: without `taskset`, or because the process has just ended, as a backend may. */
function setCores(pid, cores) {
  try {
    execFileSync('taskset', ['-acp', cores, String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function* descendants(pid) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = statOf(name)?.parent;
    if (parent !== undefined) parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const waiting = [...(parents.get(pid) ?? [])];
  for (let child = waiting.pop(); child !== undefined; child = waiting.pop()) {
    yield child;
    waiting.push(...(parents.get(child) ?? []));
  }
}

/** Live processes by the scheduler's own count, ended ones by what their parent was told. */
function sum(pids) {
  return pids.reduce((total, pid) => {
    const stat = statOf(pid);
    if (stat === undefined) return total;
    return total + (scheduledMs(pid) ?? toMs(stat.own)) + toMs(stat.ended);
  }, 0);
}

const toMs = (ticks) => (ticks * 1000) / ticksPerSecond;

/** utime + stime of every thread, in nanoseconds where the kernel keeps them: a tick of 10 ms is coarse for 20 turns. */
function scheduledMs(pid) {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const nanoseconds = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
    return nanoseconds.reduce((total, value) => total + value, 0) / 1e6;
  } catch {
    return undefined;
  }
}

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the fields after it are numbers.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1], own: fields[11] + fields[12], ended: fields[13] + fields[14] };
  } catch {
    return undefined;
  }
}

function residentKb(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}

/** Shared buffers are counted once, not once for every backend. */
function proportionalKb(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
