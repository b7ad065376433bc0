import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

const keptOutputBytes = 200_000;

/**
 * Runs a command to its end and keeps what it printed. `inherit: true` shows the output as it comes instead.
 * Never throws for a failing command: the caller decides what its exit code means.
 */
export function runCommand(command, args, options = {}) {
  const {
    cwd = root,
    env = process.env,
    inherit = false,
    timeoutMs = 20 * 60_000,
    uid,
    gid,
    input,
  } = options;
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
    });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-keptOutputBytes);
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    child.stdin?.end(input);
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? 1, signal, output }));
  });
}

/** The last lines of a failed tool's output: enough to see why, without burying the sentence above it. */
export function lastLines(output, count = 15) {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}
