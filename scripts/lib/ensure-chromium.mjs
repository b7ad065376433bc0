import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';
import { step } from './progress.mjs';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Where the system's Chromium lies, if it has one. */
export function findChromium(environment = process.env) {
  return [environment.TACKROOM_CHROMIUM, ...known].find((file) => file !== undefined && existsSync(file));
}

/** The system's Chromium, installed with apt-get when it may be. `{ file }` or `{ reason }` why there is none. */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return { file: found };
  if (!existsSync('/usr/bin/apt-get'))
    return {
      reason: 'no Chromium, and no apt-get to install it with; install it or name it in TACKROOM_CHROMIUM',
    };
  const before = await privilegePrefix();
  if (before === undefined)
    return {
      reason:
        'no Chromium, and neither root nor sudo without a password to install it; run: sudo apt-get install chromium',
    };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    runCommand(before[0] ?? 'apt-get', before.length > 0 ? [...before.slice(1), 'apt-get', ...args] : args, {
      env,
    });
  await step('Installing Chromium for the browser tests', async () => {
    await apt('update', '-q');
    await apt('install', '-q', '-y', '--no-install-recommends', 'chromium');
  });
  const file = findChromium();
  return file === undefined
    ? { reason: 'apt-get could not install Chromium; install it or name it in TACKROOM_CHROMIUM' }
    : { file };
}

async function privilegePrefix() {
  if (process.getuid?.() === 0) return [];
  const { code } = await runCommand('sudo', ['-n', 'true']).catch(() => ({ code: 1 }));
  return code === 0 ? ['sudo', '-n'] : undefined;
}
