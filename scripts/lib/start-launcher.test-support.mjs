import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { waitUntil } from './process-alive.mjs';

/** Variables of the run around us that would change what the launcher does. */
const leftOut = /^(PORT|HOST|DATABASE_URL|NODE_ENV|VITEST.*|TACKROOM_.*|npm_.*)$/;
const ownEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => !leftOut.test(name)));
const readyTimeoutMs = 120_000;

/** `npm start` as a process of its own, with what it prints. */
export function startLauncher(args, env = {}) {
  const child = spawn(process.execPath, [inRoot('scripts', 'start.mjs'), ...args], {
    env: { ...ownEnv, TACKROOM_LOG: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'])
    child[name].setEncoding('utf8').on('data', (chunk) => {
      printed[name] += chunk;
    });
  let hasEnded = false;
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  child.once('exit', () => {
    hasEnded = true;
  });
  return {
    pid: child.pid,
    printed,
    ended,
    signal: (name) => child.kill(name),
    /** The address, once the ready line is there. */
    async ready() {
      const address = () => /^Tackroom is ready at (\S+)$/m.exec(printed.stdout)?.[1];
      await waitUntil(() => address() !== undefined || hasEnded, { timeoutMs: readyTimeoutMs, everyMs: 20 });
      if (address() === undefined) throw new Error(`No ready line came:\n${printed.stdout}${printed.stderr}`);
      return address();
    },
  };
}

/** Processes whose command line contains every one of `words`, from /proc. */
export function processesWith(...words) {
  return allProcesses()
    .filter(({ command }) => words.every((word) => command.includes(word)))
    .map(({ pid }) => pid);
}

/** Processes that `pid` started itself. */
export const childrenOf = (pid) => allProcesses().filter(({ parent }) => parent === pid);

function allProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}
