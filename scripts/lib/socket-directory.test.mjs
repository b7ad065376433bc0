import { describe, expect, test } from 'vitest';
import { socketDirectoryFor } from './socket-directory.mjs';

const deep = `/home/someone/${'a-rather-long-directory-name/'.repeat(7)}data`;
const socketBytesMax = 100;

describe('the socket directory', () => {
  test('is short enough for a socket, however deep the data directory and the temporary one are', () => {
    expect(deep.length).toBeGreaterThanOrEqual(200);
    for (const temporary of ['/tmp', '/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T', deep]) {
      expect(Buffer.byteLength(`${socketDirectoryFor(deep, temporary)}/.s.PGSQL.5432.lock`)).toBeLessThan(
        socketBytesMax,
      );
    }
  });

  test('differs between data directories and stays the same for one', () => {
    expect(socketDirectoryFor(deep)).toBe(socketDirectoryFor(deep));
    expect(socketDirectoryFor(deep)).not.toBe(socketDirectoryFor(`${deep}2`));
  });
});
