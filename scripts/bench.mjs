import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ensureChromium } from './lib/ensure-chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { exitWith, misconfigured } from './lib/stop-error.mjs';
import { withServer } from './lib/with-server.mjs';

/**
 * `npm run bench -- NAME`: runs bench/NAME/bench.mjs, whose `measure()` returns rows of `{ figure, value, unit, gate }`,
 * and prints them as a table and, with machine, commit and date, as JSON under bench/results/. Fails when a gate is missed.
 */
try {
  const name = process.argv[2] ?? '';
  const file = inRoot('bench', name, 'bench.mjs');
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(file)) {
    const known = (await readdir(inRoot('bench'), { withFileTypes: true })).filter(
      (entry) => entry.isDirectory() && entry.name !== 'results',
    );
    throw misconfigured(
      `There is no benchmark called ${JSON.stringify(name)}; known are ${known.map((entry) => entry.name).join(', ')}.`,
    );
  }
  await ensureInstalled({ withDevelopment: true });
  const { measure } = await import(file);
  const rows = await measure({ withServer, ensureChromium });
  const results = { name, date: new Date().toISOString(), commit: commit(), machine: machine(), rows };
  const target = inRoot('bench', 'results', `${name}-${results.date.replace(/[:.]/g, '-')}.json`);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, `${JSON.stringify(results, undefined, 2)}\n`);
  print(rows);
  process.stdout.write(`\n${path.relative(root, target)}\n`);
  const missed = rows.filter((row) => !isMet(row)).map(({ figure }) => figure);
  if (missed.length > 0) process.stderr.write(`tackroom: Gates missed: ${missed.join('; ')}.\n`);
  process.exit(missed.length > 0 ? 1 : 0);
} catch (error) {
  exitWith(error);
}

/** A figure that is no number meets no gate. */
function isMet({ value, gate }) {
  return gate === undefined || value <= gate;
}

function print(rows) {
  const lines = rows.map((row) => {
    const { figure, value, unit, gate } = row;
    const verdict = gate === undefined ? '' : `${isMet(row) ? 'ok' : 'MISSED'}, gate ${gate} ${unit}`;
    return [figure, `${value} ${unit}`, verdict];
  });
  const width = (column) => Math.max(...lines.map((line) => line[column].length));
  for (const line of lines)
    process.stdout.write(`${line[0].padEnd(width(0))}  ${line[1].padStart(width(1))}  ${line[2]}\n`);
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function machine() {
  const [cpu] = os.cpus();
  return {
    cpu: cpu?.model,
    cores: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    node: process.versions.node,
    platform: `${os.platform()} ${os.release()}`,
  };
}
