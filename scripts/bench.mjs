import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ensureChromium } from './lib/ensure-chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { locatePostgres } from './lib/postgres-binaries.mjs';
import { exitWith, misconfigured } from './lib/stop-error.mjs';
import { withServer } from './lib/with-server.mjs';

/**
 * `npm run bench -- NAME [its options]`: runs bench/NAME/bench.mjs, whose `measure()` returns rows of `{ figure, value,
 * unit }` with the number to reach (`atMost` or `atLeast`), the range over rounds, another product's figures and a note
 * where it has them. Prints them as a table and, with machine, versions, commit and date, as JSON under bench/results/.
 * Fails when a number is missed.
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
  const date = new Date().toISOString();
  const args = process.argv.slice(3);
  const resultsDir = inRoot('bench', 'results');
  const { rows, ...rest } = await measure({ withServer, ensureChromium, args, resultsDir });
  const results = {
    name,
    date,
    commit: commit(),
    machine: machine(),
    versions: await versions(),
    rows,
    ...rest,
  };
  const target = path.join(resultsDir, `${name}-${results.date.replace(/[:.]/g, '-')}.json`);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, `${JSON.stringify(results, undefined, 2)}\n`);
  process.stdout.write(`${table(rows)}\n\n${path.relative(root, target)}\n`);
  const missed = rows.filter((row) => !isMet(row)).map(({ figure }) => figure);
  if (missed.length > 0) process.stderr.write(`tackroom: Missed: ${missed.join('; ')}.\n`);
  process.exit(missed.length > 0 ? 1 : 0);
} catch (error) {
  exitWith(error);
}

/** A figure that is no number reaches nothing. */
function isMet({ value, atMost = Infinity, atLeast = -Infinity }) {
  return value <= atMost && value >= atLeast;
}

function table(rows) {
  const head = ['', 'measured', 'range', 'to reach', '', 'others', ''];
  const lines = rows.map((row) => [
    row.figure,
    `${row.value} ${row.unit}`,
    row.range === undefined ? '' : row.range.join('–'),
    reach(row),
    row.atMost === undefined && row.atLeast === undefined ? '' : isMet(row) ? 'ok' : 'MISSED',
    row.compare === undefined ? '' : [...new Set(row.compare)].join('–'),
    row.note ?? '',
  ]);
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column].length)));
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function reach({ atMost, atLeast, unit }) {
  if (atMost !== undefined) return `≤ ${atMost} ${unit}`;
  return atLeast === undefined ? '' : `≥ ${atLeast} ${unit}`;
}

/** What the figures hang on, beside our own code. */
async function versions() {
  const names = ['next', 'pg', '@prisma/client', '@ai-sdk/openai-compatible', '@modelcontextprotocol/client'];
  const read = async (name) => {
    const file = await readFile(inRoot('node_modules', ...name.split('/'), 'package.json'), 'utf8');
    return [name, JSON.parse(file).version];
  };
  const { postgres } = await locatePostgres();
  const database = execFileSync(postgres, ['--version'], { encoding: 'utf8' }).trim();
  return { postgres: database, ...Object.fromEntries(await Promise.all(names.map(read))) };
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
