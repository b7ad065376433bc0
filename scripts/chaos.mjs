import { isGood } from './chaos/run/summary.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { exitWith, misconfigured } from './lib/stop-error.mjs';

/**
 * `npm run chaos`: real processes, killed, frozen, cut off and restarted, and a checker that compares log, ledger and
 * what clients received. A tenth of the promised counts by default, all of them with `--full`; `--seed N` repeats a
 * schedule of faults; names run some scenarios. Ends with a table, and with JSON under bench/results/.
 */
try {
  if (process.platform !== 'linux')
    throw misconfigured('The harness finds its processes in /proc; run it on Linux.');
  await ensureInstalled({ withDevelopment: true });
  const { prepareBuild } = await import('./lib/test-parts.mjs');
  const { reportChaos } = await import('./chaos/run/report-chaos.mjs');
  const results = await reportChaos(process.argv.slice(2), { prepare: prepareBuild });
  process.exit(results.every(isGood) ? 0 : 1);
} catch (error) {
  exitWith(error);
}
