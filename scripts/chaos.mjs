import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseOptions } from './chaos/run/parse-options.mjs';
import { isGood, quantiles, summarise } from './chaos/run/summary.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { exitWith } from './lib/stop-error.mjs';

/**
 * `npm run chaos`: real processes, killed, frozen, cut off and restarted, and a checker that compares log, ledger and
 * what clients received. A tenth of the promised counts by default, all of them with `--full`; `--seed N` repeats a
 * schedule of faults; names run some scenarios. Ends with a table, and with JSON under bench/results/.
 */
try {
  await ensureInstalled({ withDevelopment: true });
  const { prepareBuild } = await import('./lib/test-parts.mjs');
  const { runChaos } = await import('./chaos/run/run-chaos.mjs');
  const { scenarios } = await import('./chaos/scenarios/index.mjs');
  const options = parseOptions(
    process.argv.slice(2),
    scenarios.map(({ name }) => name),
  );
  await prepareBuild();
  process.stdout.write(`Seed ${options.seed}\n`);
  const chosen = scenarios.filter(({ name }) => options.names.length === 0 || options.names.includes(name));
  const results = await runChaos({ ...options, scenarios: chosen });
  process.stdout.write(`\n${summarise(results)}\n\n${await save(results, options)}\n`);
  process.exit(results.every(isGood) ? 0 : 1);
} catch (error) {
  exitWith(error);
}

async function save(results, { seed, isFull }) {
  const date = new Date().toISOString();
  const file = inRoot('bench', 'results', `chaos-${date.replace(/[:.]/g, '-')}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  const rows = results.map(({ gapsMs, transcript: _told, ...result }) => ({
    ...result,
    ...(gapsMs.length > 0 ? { gapMs: quantiles(gapsMs) } : {}),
  }));
  const machine = { cpu: os.cpus()[0]?.model, cores: os.cpus().length, node: process.versions.node };
  await writeFile(
    file,
    `${JSON.stringify({ date, commit: commit(), machine, seed, isFull, rows }, undefined, 2)}\n`,
  );
  return path.relative(root, file);
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
