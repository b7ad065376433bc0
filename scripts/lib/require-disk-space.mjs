import { statfs } from 'node:fs/promises';
import { unavailable } from './stop-error.mjs';

/** Refuses to make or start a database on a disk that has no room for its log. */
export async function requireDiskSpace(directory, neededMb) {
  const { bavail, bsize } = await statfs(directory);
  const freeMb = Math.floor((bavail * bsize) / 1_000_000);
  if (freeMb >= neededMb) return;
  throw unavailable(
    `The disk of ${directory} has ${freeMb} MB left, and the database needs ${neededMb} MB to work in; make room or choose another place with --data-dir. Nothing was changed.`,
  );
}
