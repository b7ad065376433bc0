import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { applyMigrations } from './apply-migrations.mjs';
import { readMigrations, migrationsDirectory } from './migration-files.mjs';
import { withClient } from './open-database.mjs';
import { inRoot } from './paths.mjs';

/** Longer than a lease: turns that ran when they were recorded were left by a process that died since. */
const agoMs = 11_000;
const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.?\d*(?:Z|\+00:00)/g;

/**
 * A database as an earlier release left it and this one finds it: the schema of that release, the recorded rows in the
 * columns that they had, and then the migrations since. A second copy of the sessions comes after the migrations, as
 * from a process of that release that was still running. Times are moved as if all of it had just happened.
 */
export async function loadGoldenLogs(release, serverUrl) {
  const texts = await readGoldenLogs(release);
  const before = parsed(texts);
  const { organisation, ...after } = parsed(texts.map(([name, text]) => [name, withOtherIds(text)]));
  const database = `golden_${release.replaceAll('-', '_')}`;
  // The address of the test server names a socket, which no parser of URLs takes.
  const url = serverUrl.replace('/tackroom?', `/${database}?`);
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${database}`));
  await withClient(url, async (client) => {
    await migrateUpTo(client, organisation.last_migration);
    await insertFiles(client, before);
    await applyMigrations(client);
    await insertFiles(client, after);
  });
  return {
    url,
    organisationId: organisation.organisation_id,
    userId: organisation.user_id,
    before: copyOf(before),
    after: copyOf(after),
  };
}

function copyOf(files) {
  const sessions = Object.entries(files).filter(([name]) => name !== 'organisation');
  return {
    /** Ids of the sessions by the names of their files. */
    sessions: Object.fromEntries(sessions.map(([name, file]) => [name, file.session_id])),
    turnsOf: (name) => files[name].rows.turn,
  };
}

async function readGoldenLogs(release) {
  const folder = inRoot('lib', 'storage', 'golden-logs', release);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => [name.replace('.json', ''), await readFile(path.join(folder, name), 'utf8')]),
  );
}

function parsed(texts) {
  return Object.fromEntries(
    texts.map(([name, text]) => {
      const shiftMs = Date.now() - agoMs - Date.parse(JSON.parse(text).recorded_at);
      return [name, JSON.parse(text.replaceAll(times, (time) => moved(time, shiftMs)))];
    }),
  );
}

/**
 * The same sessions once more. Ids begin with the time, as `ses_06…` and `019…-7…`: another first digit makes others in
 * the same order. What the sessions stand on keeps its ids.
 */
function withOtherIds(text) {
  return text
    .replaceAll(/\b(ses|run|stp|call|msg)_06(?=[0-9a-z]{24}\b)/g, '$1_16')
    .replaceAll(/\b0(?=1[0-9a-f]{6}-[0-9a-f]{4}-7)/g, '1');
}

/** Keeps the digits behind the milliseconds, by which rows are ordered. */
function moved(time, shiftMs) {
  const [, whole, micros = ''] = /^(.*:\d\d(?:\.\d{1,3})?)(\d*)(?:Z|\+00:00)$/.exec(time);
  return new Date(Date.parse(`${whole}Z`) + shiftMs).toISOString().replace('Z', `${micros}Z`);
}

async function migrateUpTo(client, lastMigration) {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'tackroom-migrations-'));
  try {
    for (const { name } of await readMigrations())
      if (name <= lastMigration)
        await cp(path.join(migrationsDirectory, name), path.join(directory, name), { recursive: true });
    await applyMigrations(client, { directory });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function insertFiles(client, files) {
  for (const { rows } of Object.values(files))
    for (const [table, list] of Object.entries(rows)) await insertRows(client, table, list);
}

async function insertRows(client, table, list) {
  const columns = Object.keys(list[0] ?? {}).map((name) => `"${name}"`);
  await client.query(
    `INSERT INTO "${table}" (${columns.join(', ')})
     SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
    [JSON.stringify(list)],
  );
}
