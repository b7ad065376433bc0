import { openEmbeddedPostgres } from './embedded-postgres.mjs';
import { maskUrl } from './settings-schema.mjs';
import { unavailable } from './stop-error.mjs';

const oldestVersion = 150_000;

/** The database of these settings: the given one, or the embedded one, started when it does not run. */
export async function openDatabase({ databaseUrl, dataDir, onLost }) {
  if (databaseUrl === undefined) return openEmbeddedPostgres(dataDir, { onLost });
  await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query('SHOW server_version_num');
    if (Number(rows[0].server_version_num) < oldestVersion) {
      throw unavailable(
        `The database at DATABASE_URL is PostgreSQL ${Math.floor(Number(rows[0].server_version_num) / 10_000)}; wanted is 15 or newer.`,
      );
    }
  });
  return { url: databaseUrl, release: async () => undefined };
}

/** One connection for the length of `work`. */
export async function withClient(url, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'tackroom-start',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    const reason = error.message || error.code || (error.errors ?? []).map((one) => one.message).join('; ');
    throw unavailable(`The database at DATABASE_URL (${maskUrl(url)}) does not answer: ${reason}.`, error);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
