import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openEmbeddedPostgres } from './embedded-postgres.mjs';
import { isAlive } from './process-alive.mjs';

/** An empty embedded database in a directory of its own; `close()` removes all of it. For tests and for writing migrations. */
export async function openScratchDatabase() {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'tackroom-scratch-'));
  const dataDir = path.join(parent, 'data');
  await mkdir(dataDir, { mode: 0o700 });
  try {
    const server = await openEmbeddedPostgres(dataDir);
    // A crash of ours must not leave a server behind that nobody will ever use again.
    const abandon = () => {
      if (server.pid !== undefined && isAlive(server.pid)) process.kill(server.pid, 'SIGQUIT');
      rmSync(parent, { recursive: true, force: true });
      rmSync(server.socketDirectory, { recursive: true, force: true });
    };
    process.once('exit', abandon);
    return {
      url: server.url,
      dataDir,
      async close() {
        process.off('exit', abandon);
        await server.release();
        await rm(server.socketDirectory, { recursive: true, force: true });
        await rm(parent, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(parent, { recursive: true, force: true });
    throw error;
  }
}
