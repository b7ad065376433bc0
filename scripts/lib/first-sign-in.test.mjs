import { randomBytes, scryptSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareFirstSignIn } from './first-sign-in.mjs';

let dataDir;
let users;
/** Answers the two questions that are asked of the database. */
const client = {
  query: async (sql) =>
    sql.includes('NOT EXISTS') ? { rows: [{ isEmpty: users.length === 0 }] } : { rows: users },
};
const prepare = (env = {}) => prepareFirstSignIn({ dataDir, client, settings: { env, hasDemo: true } });

/** What the application does with the variables that it is given. */
function makeUsers(env) {
  users = ['ADMIN', 'USER'].map((role) => {
    const salt = randomBytes(16);
    const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
    const hash = scryptSync(env[`TACKROOM_INIT_${role}_PASSWORD`], salt, 32, cost);
    return {
      email: env[`TACKROOM_INIT_${role}_EMAIL`].toLowerCase(),
      hash: `scrypt$${salt.toString('base64url')}$${hash.toString('base64url')}`,
    };
  });
}

beforeEach(async () => {
  users = [];
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tackroom-sign-in-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe('the first sign-in', () => {
  test('is shown by the start after one that was killed before it could show it, and by none after that', async () => {
    const killed = await prepare();
    makeUsers(killed.env);
    const next = await prepare();
    expect(next.env).toEqual({});
    expect(await next.lines(client)).toEqual([
      `  administrator: admin@tackroom.local, password ${killed.env.TACKROOM_INIT_ADMIN_PASSWORD}`,
      `  user: user@tackroom.local, password ${killed.env.TACKROOM_INIT_USER_PASSWORD}`,
    ]);
    await next.markShown();
    expect((await prepare()).isWaiting).toBe(false);
  });

  test('keeps its passwords when the start ended before anybody was made', async () => {
    const killed = await prepare();
    expect((await prepare()).env).toEqual(killed.env);
  });

  test('waits in a file that only its owner can read, without a password that was given', async () => {
    const given = 'given-password-1';
    const { env, lines } = await prepare({ TACKROOM_INIT_ADMIN_PASSWORD: given });
    expect(env.TACKROOM_INIT_ADMIN_PASSWORD).toBe(given);
    const file = path.join(dataDir, 'first-sign-in');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toContain(given);
    makeUsers(env);
    expect((await lines(client))[0]).toBe(
      '  administrator: admin@tackroom.local, the password from TACKROOM_INIT_ADMIN_PASSWORD',
    );
  });

  test('does not show a password that was changed, nor an account that is not there', async () => {
    const killed = await prepare();
    makeUsers({ ...killed.env, TACKROOM_INIT_ADMIN_PASSWORD: 'another-password' });
    users = users.slice(0, 1);
    const next = await prepare();
    expect(next.isWaiting).toBe(true);
    expect(await next.lines(client)).toEqual([]);
  });

  test('is not planned for a database that has users', async () => {
    makeUsers((await prepare()).env);
    await rm(path.join(dataDir, 'first-sign-in'));
    expect(await prepare()).toMatchObject({ env: {}, isWaiting: false });
  });
});
