import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, quietEnv, root } from './paths.mjs';
import { lastLines, runCommand } from './run-command.mjs';
import { step } from './progress.mjs';
import { withFileLock } from './file-lock.mjs';

const sourceFolders = ['app', 'components', 'lib', 'packages'];
const sourceFiles = [
  ...['package.json', 'package-lock.json', 'next.config.ts', 'postcss.config.mjs'],
  ...['.env', '.env.production', '.env.local'],
];
// Modules that Next loads from the root, such as instrumentation.ts; other tools' configurations are not part of the build.
const rootModule = /^(?!.*\.config\.ts$|.*\.d\.ts$).*\.ts$/;
const stampFile = inRoot('.next', 'tackroom-source');

/** Builds the console unless the build beside us is of exactly these sources. */
export async function ensureBuilt({ stop } = {}) {
  const hash = await sourceHash();
  if (await isBuilt(hash)) return false;
  const buildOnce = async () => {
    if (await isBuilt(hash)) return;
    await step('Building the console (once for each version)', () => build(stop));
    await writeFile(stampFile, `${hash} ${await compilerOptionsHash()}`);
  };
  await withFileLock(inRoot('node_modules', '.tackroom-build.lock'), buildOnce, { signal: stop?.signal });
  return true;
}

const isBuilt = async (hash) => (await readStamp()) === `${hash} ${await compilerOptionsHash()}`;

/** The build itself may complete tsconfig.json, so that file's state is the one after the build. */
async function compilerOptionsHash() {
  const bytes = await readFile(inRoot('tsconfig.json')).catch(() => '');
  return createHash('sha256').update(bytes).digest('hex');
}

const readStamp = () => readFile(stampFile, 'utf8').catch(() => undefined);

async function build(stop) {
  await rm(stampFile, { force: true });
  const { code, output } = await runCommand(
    process.execPath,
    [inRoot('node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    {
      env: { ...process.env, ...quietEnv, NODE_ENV: 'production' },
      stop,
    },
  );
  if (code !== 0) throw new Error(`The build failed:\n${lastLines(output, 40)}`);
}

/** One hash over everything the build reads, tests and generated code left out. */
export async function sourceHash(base = root) {
  const files = [...sourceFiles, ...(await readdir(base)).filter((name) => rootModule.test(name)).sort()];
  for (const folder of sourceFolders) files.push(...(await listFiles(base, folder)));
  const hash = createHash('sha256');
  for (const file of files) {
    const bytes = await readFile(path.join(base, file)).catch(() => undefined);
    if (bytes !== undefined)
      hash.update(file).update('\0').update(String(bytes.length)).update('\0').update(bytes);
  }
  for (const [name, text] of await readPrisma(base)) hash.update(name).update('\0').update(text);
  return hash.digest('hex');
}

async function readPrisma(base) {
  const names = (await listFiles(base, path.join('prisma', 'schema'))).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(path.join(base, name), 'utf8')]));
}

async function listFiles(base, folder) {
  const entries = await readdir(path.join(base, folder), { withFileTypes: true }).catch(() => []);
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory())
        return /^(generated|node_modules|dist)$/.test(entry.name) ? [] : listFiles(base, file);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [file];
    }),
  );
  return nested.flat().sort();
}

/** The code editor is served by us, never by a stranger's network: its files are copied beside our own, once a version. */
export async function ensureEditorFiles() {
  const { version } = JSON.parse(
    await readFile(inRoot('node_modules', 'monaco-editor', 'package.json'), 'utf8'),
  );
  const target = inRoot('public', 'vs');
  const stamp = path.join(target, 'version.txt');
  if ((await readFile(stamp, 'utf8').catch(() => undefined)) === version) return false;
  const unfinished = inRoot('public', `vs.${process.pid}`);
  await mkdir(inRoot('public'), { recursive: true });
  await cp(inRoot('node_modules', 'monaco-editor', 'min', 'vs'), unfinished, { recursive: true });
  await writeFile(path.join(unfinished, 'version.txt'), version);
  await rm(target, { recursive: true, force: true });
  await rename(unfinished, target).catch(async (error) => {
    await rm(unfinished, { recursive: true, force: true });
    // Another start was quicker; its copy is the same.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return true;
}
