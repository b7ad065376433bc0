import { ensureInstalled } from './lib/install.mjs';
import { runParts } from './lib/run-parts.mjs';
import { checkDeadCode, checkFormat, checkLint, checkTypes, runUnit } from './lib/test-parts.mjs';
import { exitWith } from './lib/stop-error.mjs';

/** `npm run check`: types, lint with boundaries, format, dead code and unit tests, without a database. */
try {
  await ensureInstalled({ withDevelopment: true });
  const isGood = await runParts({
    types: checkTypes,
    lint: checkLint,
    format: checkFormat,
    'dead-code': checkDeadCode,
    unit: runUnit,
  });
  process.exit(isGood ? 0 : 1);
} catch (error) {
  exitWith(error);
}
