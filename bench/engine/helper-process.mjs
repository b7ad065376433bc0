import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const startTimeoutMs = 20_000;

/** Starts a script beside this one that prints its port, for the length of `work`. */
export async function withHelper(script, work) {
  const file = path.join(path.dirname(fileURLToPath(import.meta.url)), script);
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    return await work({ pid: child.pid, port: await printedPort(child, script) });
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

function printedPort(child, script) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${script} did not start.`)), startTimeoutMs);
    child.stdout.once('data', (data) => {
      clearTimeout(timer);
      resolve(Number(String(data)));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`${script} ended with ${code}.`));
    });
  });
}
