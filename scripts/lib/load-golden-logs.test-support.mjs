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
 * columns that they had, and then the migrations since. Times are moved as if all of it had just happened.
 */
export async function loadGoldenLogs(release, serverUrl) {
  const files = await readGoldenLogs(release);
  const {
    last_migration: lastMigration,
    organisation_id: organisationId,
    user_id: userId,
  } = files.organisation;
  const database = `golden_${release.replaceAll('-', '_')}`;
  // The address of the test server names a socket, which no parser of URLs takes.
  const url = serverUrl.replace('/tackroom?', `/${database}?`);
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${database}`));
  await withClient(url, async (client) => {
    await migrateUpTo(client, lastMigration);
    for (const { rows } of Object.values(files))
      for (const [table, list] of Object.entries(rows)) await insertRows(client, table, list);
    await applyMigrations(client);
  });
  const sessions = Object.entries(files).filter(([name]) => name !== 'organisation');
  return {
    url,
    organisationId,
    userId,
    /** Ids of the sessions by the names of their files. */
    sessions: Object.fromEntries(sessions.map(([name, file]) => [name, file.session_id])),
    turnsOf: (name) => files[name].rows.turn,
  };
}

async function readGoldenLogs(release) {
  const folder = inRoot('lib', 'storage', 'golden-logs', release);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const files = {};
  for (const name of names) {
    const text = await readFile(path.join(folder, name), 'utf8');
    const shiftMs = Date.now() - agoMs - Date.parse(JSON.parse(text).recorded_at);
    files[name.replace('.json', '')] = JSON.parse(text.replaceAll(times, (time) => moved(time, shiftMs)));
  }
  return files;
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

async function insertRows(client, table, list) {
  const columns = Object.keys(list[0] ?? {}).map((name) => `"${name}"`);
  await client.query(
    `INSERT INTO "${table}" (${columns.join(', ')})
     SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
    [JSON.stringify(list)],
  );
}
