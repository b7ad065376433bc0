import { generateClient } from './lib/generate-client.mjs';
import { note } from './lib/progress.mjs';
import { exitWith } from './lib/stop-error.mjs';

/** `node scripts/generate.mjs`: the Prisma client, offline. */
try {
  await generateClient({ force: true });
  note('The Prisma client is in lib/storage/generated/prisma.');
} catch (error) {
  exitWith(error);
}
