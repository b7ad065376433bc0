import { spawn } from 'node:child_process';
import { killGroup } from './kill-group.mjs';
import { root } from './paths.mjs';

const keptOutputBytes = 200_000;
const stopGraceMs = 5000;

/**
 * Runs a command to its end and keeps what it printed. `inherit: true` shows the output as it comes instead.
 * Never throws for a failing command: the caller decides what its exit code means. With `stop`, which is what
 * `watchSignals()` returns, the command leads a group of its own, and a wish to stop ends the whole group and throws.
 */
export async function runCommand(command, args, options = {}) {
  const {
    cwd = root,
    env = process.env,
    inherit = false,
    timeoutMs = 20 * 60_000,
    uid,
    gid,
    input,
    stop,
  } = options;
  stop?.signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      uid,
      gid,
      stdio: [
        input === undefined ? 'ignore' : 'pipe',
        inherit ? 'inherit' : 'pipe',
        inherit ? 'inherit' : 'pipe',
      ],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      detached: stop !== undefined,
    });
    const unwatch = stop === undefined ? () => undefined : endGroupOnStop(child, stop);
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-keptOutputBytes);
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    child.stdin?.end(input);
    child.once('error', (error) => {
      unwatch();
      reject(error);
    });
    child.once('close', (code, signal) => {
      unwatch();
      if (stop?.signal.aborted) reject(stop.signal.reason);
      else resolve({ code: code ?? 1, signal, output });
    });
  });
}

/** Asks the group to end; what is left of it after a grace, or at a second wish to stop, is killed. */
function endGroupOnStop(child, { signal, forced }) {
  let timer;
  const kill = () => killGroup(child.pid, 'SIGKILL');
  const ask = () => {
    killGroup(child.pid, 'SIGTERM');
    timer = setTimeout(kill, stopGraceMs);
  };
  signal.addEventListener('abort', ask, { once: true });
  forced.addEventListener('abort', kill, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', ask);
    forced.removeEventListener('abort', kill);
    if (signal.aborted) kill();
  };
}

/** The last lines of a failed tool's output: enough to see why, without burying the sentence above it. */
export function lastLines(output, count = 15) {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}
