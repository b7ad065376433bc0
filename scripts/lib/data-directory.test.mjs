import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareDataDirectory } from './data-directory.mjs';

let directory;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'tackroom-data-'));
  await chmod(directory, 0o755);
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const modeOf = async () => (await stat(directory)).mode & 0o777;

describe('a data directory that others may enter', () => {
  test('is closed when it is empty, and when it is one of ours', async () => {
    await prepareDataDirectory(directory);
    expect(await modeOf()).toBe(0o700);
    await writeFile(path.join(directory, 'secret'), 'x');
    await chmod(directory, 0o755);
    await prepareDataDirectory(directory);
    expect(await modeOf()).toBe(0o700);
  });

  test('is refused, and left as it is, when it holds something else', async () => {
    await writeFile(path.join(directory, 'letter.txt'), 'x');
    await expect(prepareDataDirectory(directory)).rejects.toMatchObject({
      exitCode: 78,
      message: expect.stringContaining('holds other files and is open to others (mode 755)'),
    });
    expect(await modeOf()).toBe(0o755);
  });

  test('is taken with other files in it once its owner closed it', async () => {
    await writeFile(path.join(directory, 'letter.txt'), 'x');
    await chmod(directory, 0o700);
    await expect(prepareDataDirectory(directory)).resolves.toContain(path.basename(directory));
  });
});
