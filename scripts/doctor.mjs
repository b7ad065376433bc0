import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { prepareDataDirectory } from './lib/data-directory.mjs';
import { findChromium } from './lib/ensure-chromium.mjs';
import { maskUrl } from './lib/settings-schema.mjs';
import { inRoot } from './lib/paths.mjs';
import { openDatabase, withClient } from './lib/open-database.mjs';
import { readSettings } from './lib/settings.mjs';
import { exitWith, exitCodes } from './lib/stop-error.mjs';

const providerKeys = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'GEMINI_API_KEY'];
const clockSkewMsMax = 2000;

/** `npm run doctor`: what works here and what does not, each with the remedy. Fails only for what the start needs. */
try {
  const settings = readSettings(process.argv.slice(2), process.env);
  const findings = [
    node(),
    installed(),
    await dataDirectory(settings),
    ...(await database(settings)),
    sandbox(),
    browser(),
    outboundModels(settings),
  ];
  for (const { state, name, text } of findings)
    process.stdout.write(`${state.padEnd(7)} ${name.padEnd(15)} ${text}\n`);
  process.exit(findings.some((finding) => finding.state === 'broken') ? exitCodes.unavailable : 0);
} catch (error) {
  exitWith(error);
}

function finding(state, name, text) {
  return { state, name, text };
}

function node() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isGood = major > 20 || (major === 20 && minor >= 19);
  return finding(
    isGood ? 'ok' : 'broken',
    'Node',
    `${process.versions.node}${isGood ? '' : '; wanted is 20.19 or newer'}`,
  );
}

function installed() {
  const isThere = existsSync(inRoot('node_modules', 'next'));
  return finding(
    isThere ? 'ok' : 'missing',
    'Packages',
    isThere ? 'installed' : 'not installed yet; npm start does it',
  );
}

async function dataDirectory({ dataDir }) {
  try {
    return finding('ok', 'Data directory', `${await prepareDataDirectory(dataDir)} can be written`);
  } catch (error) {
    return finding('broken', 'Data directory', error.message);
  }
}

async function database(settings) {
  if (!existsSync(inRoot('node_modules', 'pg')))
    return [finding('missing', 'Database', 'not tried, the packages are not installed')];
  try {
    const opened = await openDatabase({ databaseUrl: settings.databaseUrl, dataDir: settings.dataDir });
    try {
      return await withClient(opened.url, (client) => askDatabase(client, settings));
    } finally {
      await opened.release();
    }
  } catch (error) {
    return [finding('broken', 'Database', error.message)];
  }
}

async function askDatabase(client, { databaseUrl }) {
  const { rows } = await client.query(
    `SELECT current_setting('server_version') AS version, extract(epoch FROM clock_timestamp()) * 1000 AS now`,
  );
  const skewMs = Math.round(Math.abs(Date.now() - Number(rows[0].now)));
  const where = databaseUrl === undefined ? 'embedded' : maskUrl(databaseUrl);
  return [
    finding('ok', 'Database', `PostgreSQL ${rows[0].version}, ${where}`),
    skewMs <= clockSkewMsMax
      ? finding('ok', 'Clock', `agrees with the database's (${skewMs} ms apart)`)
      : finding('warning', 'Clock', `is ${skewMs} ms from the database's; set both by NTP`),
  ];
}

function sandbox() {
  const isThere = spawnSync('bwrap', ['--version'], { stdio: 'ignore' }).status === 0;
  return finding('info', 'Sandbox', isThere ? 'bubblewrap is installed' : 'bubblewrap is not installed');
}

function browser() {
  const file = findChromium();
  return finding(
    'info',
    'Browser tests',
    file ?? 'no Chromium yet; npm test installs it when root or sudo allows',
  );
}

/** Only whether a key is there: calling a provider would send it somewhere. */
function outboundModels({ env }) {
  const found = providerKeys.filter((name) => env[name] !== undefined);
  return finding(
    'info',
    'Model keys',
    found.length > 0 ? found.join(', ') : `none in the environment (${providerKeys.join(', ')})`,
  );
}
