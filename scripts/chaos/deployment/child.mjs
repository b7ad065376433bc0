import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** Variables of the run around us that would change what the started program does. */
const leftOut = /^(PORT|HOST|DATABASE_URL|NODE_ENV|NODE_OPTIONS|VITEST.*|TACKROOM_.*|npm_.*)$/;
const ownEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => !leftOut.test(name)));

/** A Node program in a process of its own, with what it prints in a file. */
export function startChild(args, { env = {}, log }) {
  const output = openSync(log, 'a', 0o600);
  const child = spawn(process.execPath, args, {
    env: { ...ownEnv, ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const result = { pid: child.pid, ending: undefined, ended: undefined, signal: (name) => child.kill(name) };
  result.ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => resolve({ code: 1, signal: error.message }));
  }).then((ending) => (result.ending = ending));
  return result;
}
