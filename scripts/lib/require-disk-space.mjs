import { statfs } from 'node:fs/promises';
import { unavailable } from './stop-error.mjs';

/** A new cluster takes about 40 MB, its first log segment 16 MB more; below this PostgreSQL only says "Aborted". */
const neededMb = 200;

/** Refuses to make or start a database on a disk that has no room for its log. */
export async function requireDiskSpace(directory, needed = neededMb) {
  const { bavail, bsize } = await statfs(directory);
  const freeMb = Math.floor((bavail * bsize) / 1_000_000);
  if (freeMb >= needed) return;
  throw unavailable(
    `The disk of ${directory} has ${freeMb} MB left, and the database needs ${needed} MB to work in; make room or choose another place with --data-dir. Nothing was changed.`,
  );
}
