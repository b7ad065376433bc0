import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, wherever the command was started from. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export const inRoot = (...parts) => path.join(root, ...parts);

/** Environment of every tool we run: nothing phones home. */
export const quietEnv = {
  NEXT_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  CHECKPOINT_DISABLE: '1',
};
