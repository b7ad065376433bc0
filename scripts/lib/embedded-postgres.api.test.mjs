import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbeddedPostgres } from './embedded-postgres.mjs';
import { isAlive, waitUntil } from './process-alive.mjs';

let parent;
let dataDir;
let opened;

beforeEach(async () => {
  opened = [];
  parent = await mkdtemp(path.join(os.tmpdir(), 'tackroom-embedded-'));
  // As deep as a checkout can be: a socket below it would not fit.
  dataDir = path.join(parent, ...Array.from({ length: 8 }, () => 'a-rather-long-directory-name'));
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
});

afterEach(async () => {
  for (const server of opened) {
    await server.release();
    await rm(server.socketDirectory, { recursive: true, force: true });
  }
  await rm(parent, { recursive: true, force: true });
});

async function open(options) {
  const server = await openEmbeddedPostgres(dataDir, options);
  opened.push(server);
  return server;
}

async function ask(server, sql) {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded database', () => {
  test('is shared by two users of one data directory, and the last one out stops it', async () => {
    expect(dataDir.length).toBeGreaterThan(200);
    const first = await open();
    const second = await open();
    expect(second.pid).toBe(first.pid);
    await first.release();
    expect(await ask(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.release();
    expect(isAlive(second.pid)).toBe(false);
  });

  test('keeps committed rows when it is killed, tells whoever uses it, and starts again', async () => {
    let isLost = false;
    const before = await open({
      onLost: () => {
        isLost = true;
      },
    });
    await ask(before, 'CREATE TABLE kept AS SELECT 7 AS id');
    process.kill(before.pid, 'SIGKILL');
    expect(await waitUntil(() => isLost, { timeoutMs: 10_000 })).toBe(true);
    const after = await open();
    expect(after.pid).not.toBe(before.pid);
    expect(await ask(after, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
  });
});
