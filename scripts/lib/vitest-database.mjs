import { randomBytes } from 'node:crypto';
import { applyMigrations } from './apply-migrations.mjs';
import { openScratchDatabase } from './scratch-database.mjs';
import { withClient } from './open-database.mjs';

/** One migrated scratch database for all tests of a run; each test works in an organisation of its own. */
export async function setup() {
  const scratch = await openScratchDatabase();
  await withClient(scratch.url, (client) => applyMigrations(client));
  process.env.DATABASE_URL = scratch.url;
  process.env.TACKROOM_SECRET ??= randomBytes(32).toString('base64url');
  process.env.TACKROOM_DATA_DIR = scratch.dataDir;
  return () => scratch.close();
}
