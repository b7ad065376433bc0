import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, quietEnv } from './paths.mjs';
import { lastLines, runCommand } from './run-command.mjs';

const stampFile = inRoot('lib', 'storage', 'generated', 'schema-hash');

/**
 * Writes the Prisma client when the schema changed. Prisma looks for its schema engine first, though generating does
 * not use it: pointing it at any executable keeps the command off the network.
 */
export async function generateClient({ force = false, stop } = {}) {
  const hash = await schemaHash();
  if (!force && (await readFile(stampFile, 'utf8').catch(() => '')) === hash) return false;
  const { code, output } = await runCommand(
    process.execPath,
    [inRoot('node_modules', 'prisma', 'build', 'index.js'), 'generate'],
    {
      env: {
        ...process.env,
        ...quietEnv,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
      stop,
    },
  );
  if (code !== 0) throw new Error(`The Prisma client could not be generated:\n${lastLines(output)}`);
  await mkdir(path.dirname(stampFile), { recursive: true });
  await writeFile(stampFile, hash);
  return true;
}

async function schemaHash() {
  const hash = createHash('sha256');
  for (const [name, text] of await readSchema()) hash.update(name).update('\0').update(text).update('\0');
  const prisma = JSON.parse(await readFile(inRoot('node_modules', 'prisma', 'package.json'), 'utf8'));
  return hash.update(prisma.version).digest('hex');
}

/** Every schema file as `[path, text]`, in a stable order. */
export async function readSchema(folder = inRoot('prisma', 'schema')) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name) => [path.join(folder, name), await readFile(path.join(folder, name), 'utf8')]),
  );
}
