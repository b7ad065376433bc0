import { randomUUID } from 'node:crypto';
import { readMigrations } from './migration-files.mjs';
import { unavailable } from './stop-error.mjs';

// The lock that Prisma's own `migrate deploy` takes, so that the two never work at the same time.
const migrationLock = 72_707_369;
const lockTimeoutMs = 5 * 60_000;

const createTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Brings a database up to the migrations of `directory` and returns the names it applied. One process at a time, by an
 * advisory lock; a file and its row go in one transaction, so that a crash leaves either both or none. Refuses, without
 * touching anything, a database that is newer than the code and a migration that was changed after it was applied.
 * `client` is a connected `pg` client of its own, not one of a pool.
 */
export async function applyMigrations(client, { directory, beforeFirst = async () => undefined } = {}) {
  const migrations = await readMigrations(directory);
  await client.query(`SET lock_timeout = ${lockTimeoutMs}`);
  await client.query('SELECT pg_advisory_lock($1)', [migrationLock]).catch((error) => {
    throw unavailable(
      'Another process has been migrating this database for five minutes; end it and start again.',
      error,
    );
  });
  try {
    await client.query('SET lock_timeout = 0');
    const pending = pendingMigrations(migrations, await readApplied(client));
    if (pending.length === 0) return [];
    await beforeFirst();
    await client.query(createTable);
    for (const migration of pending) await applyOne(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
  }
}

async function readApplied(client) {
  const { rows } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "exists"`);
  if (!rows[0].exists) return [];
  const applied = await client.query(
    'SELECT migration_name AS name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at',
  );
  return applied.rows;
}

/** Compares what the code brings with what the database has; throws where going on could lose data. */
export function pendingMigrations(migrations, applied) {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = known.get(row.name);
    if (migration === undefined) {
      throw unavailable(
        `The database is newer than this version: it has the migration ${row.name}, which is not in prisma/migrations. Update Tackroom or use another database.`,
      );
    }
    if (row.finished_at === null) {
      throw unavailable(
        `The migration ${row.name} failed half-way in this database; repair it and mark it with "prisma migrate resolve".`,
      );
    }
    if (row.checksum !== migration.checksum) {
      throw unavailable(
        `The migration ${row.name} was changed after it was applied to this database; restore the file and write a new migration.`,
      );
    }
  }
  const done = new Set(applied.map((row) => row.name));
  return migrations.filter((migration) => !done.has(migration.name));
}

async function applyOne(client, migration) {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw unavailable(`The migration ${migration.name} failed and was rolled back: ${error.message}.`, error);
  }
}
