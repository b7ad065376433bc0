import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { inRoot, quietEnv } from './paths.mjs';
import { step } from './progress.mjs';
import { runCommand } from './run-command.mjs';
import { unavailable } from './stop-error.mjs';

const stampFile = inRoot('node_modules', '.tackroom-install');

/**
 * Installs what package-lock.json names unless it is there. A stamp remembers the lock file's hash; an install that
 * somebody made with npm is recognised by npm's own record of it.
 */
export async function ensureInstalled({
  withDevelopment = process.env.NODE_ENV !== 'production',
  stop,
} = {}) {
  const lock = await readFile(inRoot('package-lock.json'), 'utf8');
  const stamp = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch} ${withDevelopment ? 'all' : 'production'}`;
  const found = await readFile(stampFile, 'utf8').catch(() => '');
  if (found === stamp || found === stamp.replace(/production$/, 'all')) return false;
  const record = await readFile(inRoot('node_modules', '.package-lock.json'), 'utf8').catch(() => undefined);
  if (record === undefined || !isInstalled(JSON.parse(lock), JSON.parse(record), { withDevelopment })) {
    await step('Installing packages (a minute or two, once)', () => install({ withDevelopment, stop }));
  }
  await writeFile(stampFile, stamp);
  return true;
}

/** Whether npm's record of node_modules holds every package that the lock file wants on this machine. */
export function isInstalled(lock, record, { withDevelopment }) {
  return Object.entries(lock.packages).every(([location, wanted]) => {
    if (location === '' || wanted.link || wanted.optional || wanted.devOptional || wanted.peer) return true;
    if (wanted.dev && !withDevelopment) return true;
    return record.packages[location]?.version === wanted.version;
  });
}

/**
 * `npm install` without saving, not `npm ci`: the lock file names the exact version of everything, but a registry that
 * lacks the binaries of other platforms leaves those out of it, and `npm ci` calls that out of step.
 */
async function install({ withDevelopment, stop }) {
  const npm = process.env.npm_execpath;
  const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `--include=${withDevelopment ? 'dev' : 'prod'}`,
  ];
  const { code, output } = await runCommand(command, [...before, ...args], {
    env: { ...process.env, ...quietEnv },
    stop,
  });
  if (code !== 0) throw unavailable(`npm install failed: ${firstComplaints(output)}`);
}

/** npm says what is wrong first and explains itself at length afterwards. */
const firstComplaints = (output) => {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  return lines
    .filter((line) => line !== '')
    .slice(0, 4)
    .join(' ');
};
