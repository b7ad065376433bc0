import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openDeployment } from '../deployment/deployment.mjs';
import { pause } from '../from-launcher.mjs';
import { createContext } from './create-context.mjs';
import { isGood } from './summary.mjs';

/** A scenario that takes longer hangs: the counts of the short run are made for a minute or two each. */
const [timeoutMs, fullTimeoutMs] = [5 * 60_000, 60 * 60_000];

const print = (text) => process.stdout.write(`${text}\n`);

/**
 * Runs scenarios one after another against real processes and answers a result for each. The installation is shared;
 * one that a scenario broke is thrown away, so that the next begins well.
 */
export async function runChaos({ scenarios, seed, isFull }) {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'tackroom-chaos-'));
  let opened = 0;
  const all = new Set();
  const open = async (options = {}) => {
    const one = await openDeployment({ directory: path.join(parent, String((opened += 1))), ...options });
    all.add(one);
    return one;
  };
  const clearUp = async () => {
    await Promise.all([...all].map((one) => one.remove()));
    await rm(parent, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => clearUp().finally(() => process.exit(1)));
  let deployment;
  const results = [];
  try {
    for (const scenario of scenarios) {
      const startedAt = performance.now();
      const context = createContext({ scenario, seed, isFull, openOther: open });
      const result = {
        name: scenario.name,
        promise: scenario.promise,
        unit: scenario.unit,
        of: context.count,
        ...context.result,
      };
      try {
        deployment ??= await open();
        await deployment.ensureUp();
        context.deployment = deployment;
        result.skipped = await inTime(scenario.run(context), isFull ? fullTimeoutMs : timeoutMs);
      } catch (error) {
        context.fail(error.stack ?? String(error));
      }
      Object.assign(result, context.result, { seconds: (performance.now() - startedAt) / 1000 });
      results.push(result);
      print(`${isGood(result) ? 'ok  ' : 'FAIL'} ${scenario.name} in ${result.seconds.toFixed(1)} s`);
      if (!isGood(result)) {
        explain(result, seed);
        await deployment?.remove();
        deployment = undefined;
      }
    }
  } finally {
    await clearUp();
  }
  return results;
}

async function inTime(work, limitMs) {
  const limit = new AbortController();
  const late = pause(limitMs, limit.signal).then(() => {
    if (!limit.signal.aborted)
      throw new Error(`The scenario did not end within ${limitMs / 60_000} minutes.`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    limit.abort();
  }
}

/** The seed that repeats it, what did not agree and what happened before. */
function explain(result, seed) {
  print(`  seed ${seed}; repeat with: npm run chaos -- --seed ${seed} ${result.name}`);
  print(`  held ${result.done} of ${result.of} ${result.unit}`);
  for (const { turnId, problem } of result.problems.slice(0, 20)) print(`  - ${turnId ?? ''} ${problem}`);
  if (result.problems.length > 20) print(`  and ${result.problems.length - 20} more`);
  for (const line of result.transcript.slice(-200)) print(`    ${line}`);
}
