import { runFuzz } from './fuzz/run-fuzz.mjs';
import { ensureChromium } from './lib/ensure-chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { runCommand } from './lib/run-command.mjs';
import { chooseParts, runParts } from './lib/run-parts.mjs';
import { exitWith } from './lib/stop-error.mjs';
import * as parts from './lib/test-parts.mjs';
import { accessEnv, withServer } from './lib/with-server.mjs';
import { withUpstreams } from './lib/with-upstreams.mjs';

/** `npm test`: everything. `npm test -- unit`, `-- api e2e`, …: parts of it, by the names below. */
const all = {
  types: parts.checkTypes,
  lint: parts.checkLint,
  format: parts.checkFormat,
  'dead-code': parts.checkDeadCode,
  unit: parts.runUnit,
  api: parts.runApi,
  drift: parts.checkDrift,
  launch: parts.runLaunch,
  fuzz: runFuzzed,
  docs: runDocs,
  e2e: runBrowser,
  chaos: runChaos,
};
const groups = { check: ['types', 'lint', 'format', 'dead-code', 'unit'] };

/** A few thousand requests made from the OpenAPI document; `npm run fuzz` sends more, or others. */
async function runFuzzed() {
  await parts.prepareBuild();
  const { sent, problems, seconds } = await runFuzz({ requests: 3000, seed: 1 });
  process.stdout.write(`${sent} requests in ${seconds.toFixed(0)} s\n`);
  return problems.length === 0 ? parts.outcome(1, 0, 0) : parts.outcome(0, problems.length, 0);
}

/** The script that the documentation shows, word for word, twice over, against a server and upstreams of its own. */
function runDocs() {
  return withServer(({ url, apiKey }) =>
    withUpstreams(async (upstreams) => {
      const runScript = () =>
        runCommand('bash', [inRoot('docs', 'quickstart.sh')], {
          env: { ...process.env, ...upstreams, TACKROOM_URL: url, TACKROOM_API_KEY: apiKey },
          inherit: true,
          timeoutMs: 5 * 60_000,
        });
      const first = await runScript();
      const again = first.code === 0 ? await runScript() : first;
      return again.code === 0 ? parts.outcome(1, 0, 0) : parts.outcome(0, 1, 0);
    }),
  );
}

/** The browser tests, against the built application in an empty directory. */
async function runBrowser() {
  const { file, reason } = await ensureChromium();
  if (file === undefined) {
    process.stdout.write(`Skipped: ${reason}.\n`);
    return parts.outcome(0, 0, 1, reason);
  }
  return withServer((server) =>
    withUpstreams((upstreams) =>
      parts.runPlaywright({
        ...accessEnv(server),
        ...upstreams,
        TACKROOM_E2E_URL: server.url,
        TACKROOM_CHROMIUM: file,
      }),
    ),
  );
}

/** Real processes under faults, at the counts that fit beside the other tests; one scenario is one test. */
async function runChaos() {
  if (process.platform !== 'linux')
    return parts.outcome(0, 0, 1, 'it finds its processes in /proc, on Linux');
  const { reportChaos } = await import('./chaos/run/report-chaos.mjs');
  const { isGood } = await import('./chaos/run/summary.mjs');
  const results = await reportChaos([], { prepare: parts.prepareBuild });
  const skipped = results.filter((result) => result.skipped !== undefined);
  const failed = results.filter((result) => !isGood(result));
  const reasons = skipped.map((result) => `${result.name}: ${result.skipped}`).join('; ');
  const passed = results.length - skipped.length - failed.length;
  return parts.outcome(passed, failed.length, skipped.length, skipped.length > 0 ? reasons : undefined);
}

try {
  const chosen = chooseParts(all, process.argv.slice(2), groups);
  await ensureInstalled({ withDevelopment: true });
  process.exit((await runParts(chosen)) ? 0 : 1);
} catch (error) {
  exitWith(error);
}
