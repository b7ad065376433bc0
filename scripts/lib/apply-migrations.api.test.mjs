import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyMigrations } from './apply-migrations.mjs';
import { checkSecret, rememberSecret } from './secret-check.mjs';

let directory;
let database;
let clients;

/** A database of its own for each test, on the server that the run has started. */
beforeEach(async () => {
  clients = [];
  directory = await mkdtemp(path.join(os.tmpdir(), 'tackroom-migrations-'));
  database = `migrate_${process.pid}_${Math.floor(performance.now() * 1000)}`;
  const admin = await open(process.env.DATABASE_URL);
  await admin.query(`CREATE DATABASE ${database}`);
});

afterEach(async () => {
  await Promise.all(clients.map((client) => client.end()));
  const admin = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await admin.connect();
  await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
  await admin.end();
  await rm(directory, { recursive: true, force: true });
});

async function open(url = process.env.DATABASE_URL.replace('/tackroom?', `/${database}?`)) {
  const client = new pg.Client({ connectionString: url });
  clients.push(client);
  await client.connect();
  return client;
}

async function write(name, sql) {
  await mkdir(path.join(directory, name), { recursive: true });
  await writeFile(path.join(directory, name, 'migration.sql'), sql);
}

const rowsOf = async (client) =>
  (await client.query('SELECT migration_name AS name FROM _prisma_migrations ORDER BY name')).rows.map(
    (row) => row.name,
  );

describe('migrations', () => {
  test('are applied once by three appliers at the same time', async () => {
    await write('1_one', 'CREATE TABLE one (id int); SELECT pg_sleep(0.1);');
    await write(
      '2_two',
      `CREATE FUNCTION two() RETURNS text LANGUAGE sql AS $$ SELECT ';' $$; INSERT INTO one VALUES (1);`,
    );
    const three = await Promise.all([open(), open(), open()]);
    const applied = await Promise.all(three.map((client) => applyMigrations(client, { directory })));
    expect(applied.flat().sort()).toEqual(['1_one', '2_two']);
    expect((await three[0].query('SELECT * FROM one')).rows).toEqual([{ id: 1 }]);
    expect(await rowsOf(three[0])).toEqual(['1_one', '2_two']);
  });

  test('that fail leave neither their changes nor their row, and what came before stays', async () => {
    await write('1_one', 'CREATE TABLE one (id int);');
    await write('2_two', 'CREATE TABLE two (id int); SELECT no_such_column;');
    const client = await open();
    await expect(applyMigrations(client, { directory })).rejects.toMatchObject({
      exitCode: 69,
      message: expect.stringContaining('2_two'),
    });
    expect((await client.query(`SELECT to_regclass('two') AS name`)).rows).toEqual([{ name: null }]);
    expect(await rowsOf(client)).toEqual(['1_one']);
  });

  test('that were changed after they were applied are refused', async () => {
    await write('1_one', 'CREATE TABLE one (id int);');
    const client = await open();
    await applyMigrations(client, { directory });
    await write('1_one', 'CREATE TABLE one (id bigint);');
    await write('2_two', 'CREATE TABLE two (id int);');
    await expect(applyMigrations(client, { directory })).rejects.toMatchObject({
      exitCode: 69,
      message: expect.stringContaining('1_one was changed'),
    });
    expect(await rowsOf(client)).toEqual(['1_one']);
  });

  test('of a newer version in the database are refused', async () => {
    await write('1_one', 'CREATE TABLE one (id int);');
    await write('2_two', 'CREATE TABLE two (id int);');
    const client = await open();
    await applyMigrations(client, { directory });
    await rm(path.join(directory, '2_two'), { recursive: true });
    await expect(applyMigrations(client, { directory })).rejects.toMatchObject({
      exitCode: 69,
      message: expect.stringContaining('newer'),
    });
  });
});

describe('the secret', () => {
  const secret = 'the right secret of it';
  const source = 'TACKROOM_SECRET';

  test('is remembered, and another one is refused without a change', async () => {
    const client = await open();
    await checkSecret(client, { secret, source });
    await applyMigrations(client);
    await rememberSecret(client, { secret });
    await checkSecret(client, { secret, source });
    await expect(checkSecret(client, { secret: 'another secret altogether', source })).rejects.toMatchObject({
      exitCode: 78,
    });
  });

  test('can be rotated with the previous one beside it', async () => {
    const client = await open();
    await applyMigrations(client);
    await rememberSecret(client, { secret });
    const rotated = { secret: 'the newest secret of it', previousSecret: secret, source };
    await checkSecret(client, rotated);
    await rememberSecret(client, rotated);
    await checkSecret(client, { secret: rotated.secret, source });
    await expect(checkSecret(client, { secret, source })).rejects.toMatchObject({ exitCode: 78 });
  });
});
