import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from './free-port.mjs';
import { waitUntil } from './process-alive.mjs';
import { socketDirectoryFor } from './socket-directory.mjs';
import { startLauncher } from './start-launcher.test-support.mjs';

const apiKey = randomBytes(32).toString('base64url');
let parent;
let dataDir;
let launcher;
let url;

beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'tackroom-outage-'));
  dataDir = path.join(parent, 'data');
  launcher = startLauncher(['--port', String(await freePort()), '--data-dir', dataDir], {
    TACKROOM_INIT_API_KEY: apiKey,
  });
  url = await launcher.ready();
});

afterEach(async () => {
  launcher.signal('SIGTERM');
  await launcher.ended;
  await rm(socketDirectoryFor(dataDir), { recursive: true, force: true });
  await rm(parent, { recursive: true, force: true });
});

const until = async (condition) =>
  expect(await waitUntil(condition, { timeoutMs: 60_000, everyMs: 20 })).toBe(true);

const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
const ask = async (method, address, body) => {
  const response = await fetch(`${url}${address}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: await response.json(),
  };
};

/** A turn that talks for some seconds, and what its stream has brought so far. */
async function startTalking() {
  const model = { name: 'simulated/demo', params: { chunk_delay_ms: 15 } };
  const session = await ask('POST', '/api/v1/sessions', { draft: { manifest: { name: 'talker', model } } });
  const turns = `/api/v1/sessions/${session.body.data.id}/turns`;
  const input = [{ type: 'user.message', content: 'Reply with 600 words' }];
  const turn = await ask('POST', turns, { input, stream: false });
  const turnPath = `${turns}/${turn.body.data.id}`;
  const stream = { text: '', isOver: false };
  const response = await fetch(`${url}${turnPath}/stream?after_sequence_id=0`, { headers });
  void (async () => {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) stream.text += chunk;
  })()
    .catch(() => undefined)
    .finally(() => (stream.isOver = true));
  await until(() => idsOf(stream).length > 5);
  return { turnPath, stream };
}

const idsOf = ({ text }) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
const isAscending = (ids) => ids.every((id, index) => index === 0 || id > ids[index - 1]);

describe.skipIf(process.platform !== 'linux')('the running application', () => {
  test('goes on by itself when its database was killed: refused meanwhile, no stream or turn lost', async () => {
    const { turnPath, stream } = await startTalking();
    const lockFile = path.join(dataDir, 'postgres', 'postmaster.pid');
    process.kill(Number((await readFile(lockFile, 'utf8')).split('\n')[0]), 'SIGKILL');
    const answers = [];
    await until(async () => {
      answers.push(await ask('GET', '/api/v1/sessions'));
      return answers.length > 1 && answers.at(-1).status === 200;
    });
    const refused = answers.filter(({ status }) => status !== 200);
    expect(
      refused.every(({ status, retryAfter, body }) => status === 503 && retryAfter && body.error.code),
    ).toBe(true);
    await until(() => stream.isOver);
    expect(stream.text).toContain('"type":"turn.done"');
    expect(isAscending(idsOf(stream))).toBe(true);
    expect((await ask('GET', turnPath)).body.data.status).toBe('done');
  });

  test('ends its streams with a hint when it is stopped, and is gone in time', async () => {
    const { stream } = await startTalking();
    const stoppedAt = performance.now();
    launcher.signal('SIGTERM');
    await until(() => stream.isOver);
    expect(stream.text).not.toContain('"type":"turn.done"');
    expect(stream.text.trimEnd().split('\n').at(-1)).toMatch(/^retry: \d+$/);
    expect(await launcher.ended).toEqual({ code: 0, signal: null });
    // Promised are 25 seconds, of the application alone.
    expect(performance.now() - stoppedAt).toBeLessThan(40_000);
  });
});
