import { diffSchema } from './lib/diff-schema.mjs';
import { note } from './lib/progress.mjs';
import { exitWith } from './lib/stop-error.mjs';

/** `node scripts/check-drift.mjs`: fails when the migrations do not lead to prisma/schema. */
try {
  const sql = await diffSchema();
  if (sql.trim() !== '') {
    note(`prisma/schema and prisma/migrations differ; write a migration. Missing:\n\n${sql}`);
    process.exit(1);
  }
  note('The migrations lead to prisma/schema.');
  process.exit(0);
} catch (error) {
  exitWith(error);
}
