import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Aimock = { port: number; url: string; stop(): Promise<void> };

const cli = 'node_modules/@copilotkit/aimock/dist/aimock-cli.js';
const startAttemptsMax = 200;

/** Starts the scripted providers as a process of their own and waits until they answer. */
export async function startAimock(fixtures: readonly unknown[]): Promise<Aimock> {
  const directory = await mkdtemp(join(tmpdir(), 'aimock-'));
  const port = await freePort();
  const config = { port, host: '127.0.0.1', strict: true, llm: { fixtures: 'fixtures.json' } };
  await writeFile(join(directory, 'aimock.json'), JSON.stringify(config));
  await writeFile(join(directory, 'fixtures.json'), JSON.stringify({ fixtures }));
  const child = spawn(process.execPath, [join(process.cwd(), cli), '--config', 'aimock.json'], {
    cwd: directory,
    stdio: 'ignore',
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; ; attempt += 1) {
    const isUp = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) break;
    if (attempt === startAttemptsMax || child.exitCode !== null) throw new Error('aimock did not start.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    port,
    url,
    async stop() {
      child.kill('SIGKILL');
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP answers with an object.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
