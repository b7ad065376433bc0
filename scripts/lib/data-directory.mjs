import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  mkdir,
  open,
  readFile,
  readdir,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { StopError, misconfigured, unavailable } from './stop-error.mjs';

/** What a data directory holds of ours from its first start on; each of these tells that it is one. */
const ourEntries = ['postgres', 'postgres.new', 'postgres.log', 'secret', 'first-sign-in', 'start.lock'];

/**
 * Makes the data directory for its owner alone and proves that it can be written. Returns its real path. A directory
 * that others may enter and that holds something else is refused: closing it is for its owner to decide.
 */
export async function prepareDataDirectory(directory) {
  try {
    await makeDirectories(directory);
    const real = await realpath(directory);
    await requireOurs(real);
    await chmod(real, 0o700);
    const probe = path.join(real, `.probe-${process.pid}`);
    await writeFile(probe, 'x');
    await rm(probe);
    return real;
  } catch (error) {
    if (error instanceof StopError) throw error;
    throw unavailable(`The data directory ${directory} cannot be written: ${error.message}.`, error);
  }
}

async function requireOurs(directory) {
  const mode = (await stat(directory)).mode & 0o777;
  if ((mode & 0o077) === 0) return;
  // A fresh volume has a lost+found.
  const entries = (await readdir(directory)).filter((name) => name !== 'lost+found');
  if (entries.length === 0 || entries.some((name) => ourEntries.includes(name))) return;
  throw misconfigured(
    `The data directory ${directory} holds other files and is open to others (mode ${mode.toString(8)}); name a new or empty one, or run chmod 700 on it first if it is for Tackroom alone.`,
  );
}

/** Node's own recursive `mkdir` never returns below /proc, where every directory is missing for ever. */
async function makeDirectories(directory) {
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    if (error.code === 'EEXIST') return;
    const parent = path.dirname(directory);
    if (
      error.code !== 'ENOENT' ||
      parent === directory ||
      (await access(parent).then(
        () => true,
        () => false,
      ))
    )
      throw error;
    await makeDirectories(parent);
    await mkdir(directory, { mode: 0o700 });
  }
}

/**
 * The installation's secret: the one given, else the file in the data directory, made on the first start.
 * `forget()` takes a file back that was made just now, for when it turns out to be the wrong one for the database.
 */
export async function readSecret(dataDir, given) {
  if (given !== undefined) return { secret: given, source: 'TACKROOM_SECRET', forget: async () => undefined };
  const file = path.join(dataDir, 'secret');
  const isNew = await writeNew(file, randomBytes(32).toString('base64url'));
  const secret = (await readFile(file, 'utf8')).trim();
  if (secret.length < 16)
    throw unavailable(`${file} holds no secret; restore it from a backup of the data directory.`);
  return { secret, source: file, forget: async () => (isNew ? rm(file, { force: true }) : undefined) };
}

async function writeNew(file, text) {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(`${text}\n`);
    await handle.sync();
    await handle.close();
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw unavailable(`${file} cannot be written: ${error.message}.`, error);
  }
}
