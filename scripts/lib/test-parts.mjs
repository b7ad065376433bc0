import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt, ensureEditorFiles } from './build.mjs';
import { generateClient } from './generate-client.mjs';
import { inRoot, quietEnv } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { withServer } from './with-server.mjs';

/** What a part of the tests came to. `reason` says why something was skipped. */
export const outcome = (passed, failed, skipped, reason) => ({ passed, failed, skipped, reason });

const env = { ...process.env, ...quietEnv, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' };
const tool = (...parts) => inRoot('node_modules', ...parts);

/** Runs a Node tool of ours with its output shown; one tool is one test. */
async function runTool(args) {
  const { code } = await runCommand(process.execPath, args, { env, inherit: true });
  return code === 0 ? outcome(1, 0, 0) : outcome(0, 1, 0);
}

export async function checkTypes() {
  await generateClient();
  if (!existsSync(inRoot('next-env.d.ts'))) await runTool([tool('next', 'dist', 'bin', 'next'), 'typegen']);
  return runTool([tool('typescript', 'bin', 'tsc'), '--noEmit', '--incremental']);
}

export const checkLint = () =>
  runTool([
    tool('eslint', 'bin', 'eslint.js'),
    '.',
    '--max-warnings',
    '0',
    '--cache',
    '--cache-location',
    tool('.cache', 'eslint/'),
  ]);

export const checkFormat = () =>
  runTool([
    tool('prettier', 'bin', 'prettier.cjs'),
    '--check',
    '--log-level',
    'warn',
    '--cache',
    '--cache-location',
    tool('.cache', 'prettier'),
    '.',
  ]);

export const checkDeadCode = () =>
  runTool([tool('knip', 'bin', 'knip.js'), '--no-progress', '--no-config-hints']);

export const checkDrift = () => runTool([inRoot('scripts', 'check-drift.mjs')]);

export const runUnit = () => runVitest('unit');

export async function runApi() {
  await generateClient();
  return runVitest('api');
}

/** What starts the built application needs before: shared by the parts, for an application that is built stays so. */
export async function prepareBuild() {
  await generateClient();
  await ensureEditorFiles();
  await ensureBuilt();
}

/** The launcher itself, on a build that the parts after it use too, and the contract over a socket of what it starts. */
export async function runLaunch() {
  await prepareBuild();
  const launched = await runVitest('launch');
  if (launched.failed > 0) return launched;
  const wired = await withServer(({ url, apiKey }) =>
    runVitest('wire', { TACKROOM_TEST_URL: url, TACKROOM_TEST_KEY: apiKey }),
  );
  return outcome(
    launched.passed + wired.passed,
    wired.failed,
    launched.skipped + wired.skipped,
    'over a socket the tests that reach into the process are left out',
  );
}

async function runVitest(project, extraEnv = {}) {
  return withReport(async (report) => {
    const args = [
      tool('vitest', 'vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const { code } = await runCommand(process.execPath, args, {
      env: { ...env, ...extraEnv },
      inherit: true,
    });
    return { code, count: countVitest };
  });
}

export async function runPlaywright(extraEnv) {
  return withReport(async (report) => {
    const args = [tool('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'];
    const { code } = await runCommand(process.execPath, args, {
      env: { ...env, ...extraEnv, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      inherit: true,
    });
    return { code, count: countPlaywright };
  });
}

/** A runner that fails without naming a test (a file that does not load, no report at all) counts as one failure. */
async function withReport(run) {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'tackroom-report-'));
  try {
    const report = path.join(directory, 'report.json');
    const { code, count } = await run(report);
    const text = await readFile(report, 'utf8').catch(() => undefined);
    const counted = text === undefined ? outcome(0, 0, 0) : count(JSON.parse(text));
    return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export const countVitest = (report) =>
  outcome(report.numPassedTests, report.numFailedTests, report.numPendingTests + (report.numTodoTests ?? 0));

export const countPlaywright = ({ stats }) =>
  outcome(stats.expected + stats.flaky, stats.unexpected, stats.skipped);
