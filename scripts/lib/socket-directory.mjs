import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
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
  const uid = owner.uid ?? process.getuid?.();
  await mkdir(directory, { mode: 0o700 }).catch((error) => {
    if (error.code !== 'EEXIST') throw unavailable(`The socket directory ${directory} cannot be made: ${error.message}.`, error);
  });
  const found = await lstat(directory);
  const ours = [uid, process.getuid?.()];
  if (!found.isDirectory() || !ours.includes(found.uid)) {
    throw unavailable(`${directory} belongs to another user; remove it or set TMPDIR to a directory of your own.`);
  }
  if (owner.uid !== undefined && found.uid !== owner.uid) {
    await chown(directory, owner.uid, owner.gid);
  }
  if ((found.mode & 0o777) !== 0o700) await chmod(directory, 0o700);
}
