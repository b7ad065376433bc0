import { inRoot } from './lib/paths.mjs';
import { runCommand } from './lib/run-command.mjs';

/** `npm run openapi`: writes docs/api/openapi.json anew from the routes' own schemas. The drift test does the writing. */
const args = [
  inRoot('node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--project',
  'unit',
  'app/api/v1/openapi.json',
];
const { code } = await runCommand(process.execPath, args, {
  env: { ...process.env, TACKROOM_WRITE_OPENAPI: 'yes' },
  inherit: true,
});
process.exit(code);
