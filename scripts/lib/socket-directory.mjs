import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, rmdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { unavailable } from './stop-error.mjs';

// A Unix socket's whole path may have about 100 bytes; PostgreSQL adds "/.s.PGSQL.5432.lock".
const directoryBytesMax = 70;

/** A short name for the sockets of one data directory, however deep that is. */
export function socketDirectoryFor(dataDir, temporary = os.tmpdir()) {
  const name = `tackroom-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  const preferred = path.join(temporary, name);
  return Buffer.byteLength(preferred) <= directoryBytesMax ? preferred : path.join('/tmp', name);
}

/**
 * Makes the directory for `owner` alone. The system's temporary directory is shared: a directory of that name that
 * belongs to somebody else is refused, not used, because whoever owns it would own our database connection.
 */
export async function makeSocketDirectory(directory, owner) {
  await makePrivate(directory);
  const uid = owner.uid ?? process.getuid?.();
  const isOurs = async () => {
    const found = await lstat(directory);
    return found.isDirectory() && [uid, process.getuid?.()].includes(found.uid);
  };
  if (!(await isOurs())) {
    // An empty one is a leftover of a start as another user; only its owner and root can remove it.
    await rmdir(directory).catch(() => undefined);
    await makePrivate(directory);
    if (!(await isOurs())) {
      throw unavailable(
        `${directory} belongs to another user; remove it or set TMPDIR to a directory of your own.`,
      );
    }
  }
  if (process.getuid?.() === 0) await chown(directory, uid, owner.gid ?? 0);
  await chmod(directory, 0o700);
}

async function makePrivate(directory) {
  await mkdir(directory, { mode: 0o700 }).catch((error) => {
    if (error.code !== 'EEXIST')
      throw unavailable(`The socket directory ${directory} cannot be made: ${error.message}.`, error);
  });
}
