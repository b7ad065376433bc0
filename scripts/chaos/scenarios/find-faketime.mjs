import { access } from 'node:fs/promises';

const places = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib',
];

/** The library that changes what a process reads from the clock, where it is installed. */
export async function findFaketime() {
  for (const place of places) {
    const file = `${place}/faketime/libfaketime.so.1`;
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}
