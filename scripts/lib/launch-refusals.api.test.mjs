import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyMigrations } from './apply-migrations.mjs';
import { freePort } from './free-port.mjs';
import { rememberSecret } from './secret-check.mjs';
import { startLauncher } from './start-launcher.test-support.mjs';

let parent;
let dataDir;
beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'tackroom-refusals-'));
  dataDir = path.join(parent, 'data');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

/** The launcher with a data directory of its own, to its end. */
async function run(args, env) {
  const launcher = startLauncher(['--data-dir', dataDir, ...args], env);
  const { code } = await launcher.ended;
  return { code, ...launcher.printed };
}

/** One line that begins like this, and nothing on standard output. */
function expectRefusal({ code, stdout, stderr }, wanted, beginning) {
  expect(stderr).toMatch(/^tackroom: [^\n]+\n$/);
  expect(stderr).toContain(beginning);
  expect(stdout).toBe('');
  expect(code).toBe(wanted);
}

describe('a start that cannot be', () => {
  test('ends with 69 and one line when the port that was asked for is taken', async () => {
    const server = createServer();
    await new Promise((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
    const { port } = server.address();
    try {
      expectRefusal(await run(['--port', String(port)]), 69, `Port ${port} on 127.0.0.1 is taken`);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('ends with 78 and one line when a setting does not parse', async () => {
    expectRefusal(await run([], { PORT: 'eighty' }), 78, 'PORT is "eighty"; wanted is a port');
  });

  test('ends with 69 and one line, the password hidden, when the database does not answer', async () => {
    const port = await freePort();
    const refusal = await run(['--port', String(await freePort())], {
      DATABASE_URL: `postgresql://tackroom:hidden-word@127.0.0.1:${port}/tackroom`,
    });
    expectRefusal(refusal, 69, `127.0.0.1:${port}/tackroom) does not answer`);
    expect(refusal.stderr).not.toContain('hidden-word');
  });

  test('ends with 78 and one line when the secret is not the one of the database', async () => {
    const name = `refusal_${process.pid}`;
    const admin = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await admin.connect();
    try {
      await admin.query(`CREATE DATABASE ${name}`);
      const url = process.env.DATABASE_URL.replace('/tackroom?', `/${name}?`);
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await applyMigrations(client);
      await rememberSecret(client, { secret: 'the-secret-it-was-set-up-with' });
      await client.end();
      const refusal = await run(['--port', String(await freePort())], {
        DATABASE_URL: url,
        TACKROOM_SECRET: 'some-other-secret-altogether',
      });
      expectRefusal(refusal, 78, 'TACKROOM_SECRET is not the secret that this database was set up with');
    } finally {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end();
    }
  });
});
