import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { requireDiskSpace } from './require-disk-space.mjs';

describe('the disk check', () => {
  it('lets a disk with room pass', async () => {
    await expect(requireDiskSpace(os.tmpdir(), 1)).resolves.toBeUndefined();
  });

  it('names the directory, what is left and what is needed, and exits as unavailable', async () => {
    const refusal = requireDiskSpace(os.tmpdir(), 1e12);
    await expect(refusal).rejects.toMatchObject({ exitCode: 69 });
    await expect(refusal).rejects.toThrow(/has \d+ MB left, and the database needs 1000000000000 MB/);
  });
});
