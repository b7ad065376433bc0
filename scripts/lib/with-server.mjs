import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { inRoot } from './paths.mjs';
import { makePassword } from './first-sign-in.mjs';

const startTimeoutMs = 10 * 60_000;

/**
 * The whole application in an empty data directory, started the way people start it, for the length of `work`.
 * `work` gets its address, the first accounts, an API key of the administrator and when it was started; `onOutput`
 * everything that the application writes.
 */
export async function withServer(work, { env = {}, dataDir, args = [], onOutput } = {}) {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'tackroom-run-'));
  const access = {
    adminEmail: 'admin@tackroom.local',
    adminPassword: makePassword(),
    userEmail: 'user@tackroom.local',
    userPassword: makePassword(),
    apiKey: randomBytes(32).toString('base64url'),
  };
  const directory = dataDir ?? path.join(parent, 'data');
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [inRoot('scripts', 'start.mjs'), '--port', String(port), '--data-dir', directory, ...args],
    {
      env: { ...process.env, ...accessEnv(access), TACKROOM_LOG: 'json', ...env },
      stdio: ['ignore', 'pipe', onOutput ? 'pipe' : 'inherit'],
    },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (const stream of onOutput ? [child.stdout, child.stderr] : [])
    stream.setEncoding('utf8').on('data', onOutput);
  try {
    const url = await readyUrl(child, ended);
    return await work({
      url,
      dataDir: directory,
      startedAt,
      pid: child.pid,
      ...access,
    });
  } finally {
    child.kill('SIGTERM');
    await ended;
    await rm(parent, { recursive: true, force: true });
  }
}

export function accessEnv(access) {
  return {
    TACKROOM_INIT_ADMIN_EMAIL: access.adminEmail,
    TACKROOM_INIT_ADMIN_PASSWORD: access.adminPassword,
    TACKROOM_INIT_USER_EMAIL: access.userEmail,
    TACKROOM_INIT_USER_PASSWORD: access.userPassword,
    TACKROOM_INIT_API_KEY: access.apiKey,
  };
}

/** Reads the output until the ready line, and goes on reading afterwards so that the pipe never fills. */
function readyUrl(child, ended) {
  return new Promise((resolve, reject) => {
    let output = '';
    let isReady = false;
    const timer = setTimeout(
      () => reject(new Error(`Tackroom was not ready in ${startTimeoutMs / 60_000} minutes.`)),
      startTimeoutMs,
    );
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      if (isReady) return;
      output += chunk;
      const url = /^Tackroom is ready at (\S+)$/m.exec(output)?.[1];
      if (url === undefined) return;
      isReady = true;
      clearTimeout(timer);
      resolve(url);
    });
    void ended.then((code) => {
      clearTimeout(timer);
      reject(new Error(`Tackroom ended with ${code} before it was ready:\n${output.slice(-4000)}`));
    });
  });
}
