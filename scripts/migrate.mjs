import { applyMigrations } from './lib/apply-migrations.mjs';
import { checkSecret } from './lib/secret-check.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { note } from './lib/progress.mjs';
import { openDatabase, withClient } from './lib/open-database.mjs';
import { prepareDataDirectory } from './lib/data-directory.mjs';
import { readSettings } from './lib/settings.mjs';
import { exitWith } from './lib/stop-error.mjs';

/** `npm run migrate`: the migrations alone, for a deploy step before the new version starts. */
try {
  const settings = readSettings(process.argv.slice(2), process.env);
  await ensureInstalled();
  const dataDir = await prepareDataDirectory(settings.dataDir);
  const database = await openDatabase({ databaseUrl: settings.databaseUrl, dataDir });
  try {
    await withClient(database.url, async (client) => {
      if (settings.secret !== undefined)
        await checkSecret(client, { ...settings, source: 'TACKROOM_SECRET' });
      const applied = await applyMigrations(client);
      note(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`);
    });
  } finally {
    await database.release();
  }
  process.exit(0);
} catch (error) {
  exitWith(error);
}
