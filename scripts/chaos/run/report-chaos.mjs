import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../from-launcher.mjs';
import { scenarios } from '../scenarios/index.mjs';
import { parseOptions } from './parse-options.mjs';
import { runChaos } from './run-chaos.mjs';
import { quantiles, summarise } from './summary.mjs';

/**
 * Runs the scenarios that `words` ask for, prints the table and keeps it as JSON under bench/results/. Answers one
 * result for each scenario. `prepare` makes the build, once the words are known to be understood.
 */
export async function reportChaos(words, { prepare }) {
  const options = parseOptions(
    words,
    scenarios.map(({ name }) => name),
  );
  await prepare();
  process.stdout.write(`Seed ${options.seed}\n`);
  const chosen = scenarios.filter(({ name }) => options.names.length === 0 || options.names.includes(name));
  const results = await runChaos({ ...options, scenarios: chosen });
  process.stdout.write(`\n${summarise(results)}\n\n${await save(results, options)}\n`);
  return results;
}

async function save(results, { seed, isFull }) {
  const date = new Date().toISOString();
  const name = path.join('bench', 'results', `chaos-${date.replace(/[:.]/g, '-')}.json`);
  const rows = results.map(({ gapsMs, transcript: _told, ...result }) => ({
    ...result,
    ...(gapsMs.length > 0 ? { gapMs: quantiles(gapsMs) } : {}),
  }));
  const machine = { cpu: os.cpus()[0]?.model, cores: os.cpus().length, node: process.versions.node };
  const text = JSON.stringify({ date, commit: commit(), machine, seed, isFull, rows }, undefined, 2);
  await mkdir(path.dirname(inRoot(name)), { recursive: true });
  await writeFile(inRoot(name), `${text}\n`);
  return name;
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: inRoot(), encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
