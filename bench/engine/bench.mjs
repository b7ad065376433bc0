import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { rounded } from './figures.mjs';
import { openClient } from './client.mjs';
import { withHelper } from './helper-process.mjs';
import { runHistory } from './history.mjs';
import { loads, runLoad } from './loads.mjs';
import { runMemory } from './memory.mjs';
import { peer } from './peer.mjs';
import { openTree } from './process-tree.mjs';
import { runReplay } from './replay.mjs';
import { historyRows, loadRows, memoryRows, replayRows } from './rows.mjs';
import { prepare } from './setup.mjs';

const historyRounds = { 150: 3, 1000: 1 };

/**
 * P4–P9 and P12 of performance.md on the built application as `npm start` starts it. `--only P4,P7` runs some of the
 * lines, `--rounds N` more or fewer of the interleaved rounds; `--profile P5` runs one load under V8's sampling profiler.
 */
export async function measure({ withServer, args = [], resultsDir }) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      profile: { type: 'string' },
    },
  });
  const wanted = values.only?.split(',');
  const wants = (line) => wanted === undefined || wanted.some((name) => line.startsWith(name));
  if (values.profile !== undefined) return profile({ withServer, resultsDir }, values.profile);
  const withBench = (work) => withEngine(withServer, work);
  const rows = [];
  const details = {};
  const facts = {};

  if (wants('P9')) {
    // In a process of its own, that has done nothing else.
    details.memory = await withBench((bench) => runMemory(bench));
    rows.push(...memoryRows(details.memory));
  }
  await withBench(async (bench) => {
    Object.assign(facts, bench.facts);
    const names = Object.keys(loads).filter(wants);
    // What is compiled and cached on first use is not what is measured.
    for (const name of ['P5', 'P5', 'P5', ...names]) await runLoad(bench, loads[name]);
    details.rounds = [];
    for (let round = 0; round < Number(values.rounds) && names.length > 0; round += 1) {
      const results = {};
      for (const name of names) results[name] = await runLoad(bench, loads[name]);
      details.rounds.push(results);
      process.stderr.write(
        `round ${round + 1}: ${names.map((name) => describe(name, results[name])).join(', ')}\n`,
      );
    }
    if (names.length > 0) rows.unshift(...loadRows(details.rounds, names));
    for (const [turns, sessions] of Object.entries(historyRounds)) {
      if (!wants('P7')) continue;
      const results = [];
      for (let session = 0; session < sessions; session += 1)
        results.push(await runHistory(bench, Number(turns)));
      details[`history ${turns}`] = results;
      rows.push(...historyRows(turns, results));
    }
    if (wants('P12')) {
      details.replay = await runReplay(bench);
      rows.push(...replayRows(details.replay));
    }
  });
  rows.sort((a, b) => lineOf(a) - lineOf(b));
  return { rows, facts, peer, details };
}

/** One load with the profiler on; the profile lies beside the results, and read-profile.mjs reads it. */
async function profile({ withServer, resultsDir }, name) {
  const file = path.join(resultsDir, `${name.replaceAll(' ', '-')}.cpuprofile`);
  await mkdir(path.dirname(file), { recursive: true });
  const work = async (bench) => {
    for (let warmUp = 0; warmUp < 3; warmUp += 1) await runLoad(bench, loads[name]);
    const toggle = async () => {
      process.kill(bench.tree.application, 'SIGUSR2');
      await pause(1000);
    };
    return runLoad(bench, loads[name], { before: toggle, after: toggle });
  };
  const hook = new URL('profiler.mjs', import.meta.url);
  const result = await withEngine(withServer, work, {
    NODE_OPTIONS: `--import ${hook}`,
    TACKROOM_PROFILE: file,
  });
  const row = { figure: `${name} CPU a turn under the profiler`, value: rounded(result.cpuMs), unit: 'ms' };
  return { rows: [{ ...row, note: path.basename(file) }] };
}

const lineOf = ({ figure }) => Number(/^P(\d+)/.exec(figure)?.[1]);

const describe = (name, { perSecond, cpuMs }) => `${name} ${Math.round(perSecond)}/s ${cpuMs.toFixed(2)} ms`;

/** A server, its upstreams and a client of it, pinned apart from each other, for the length of `work`. */
function withEngine(withServer, work, env = {}) {
  return withHelper('upstream.mjs', (upstream) =>
    withHelper('tool-server.mjs', (tools) =>
      withServer(
        async ({ url, apiKey, pid, dataDir }) => {
          const tree = openTree({ launcherPid: pid, dataDir });
          const isPinned = tree.pin([upstream.pid, tools.pid]);
          const client = openClient({ url, apiKey });
          try {
            await prepare(client, { upstreamPort: upstream.port, toolsPort: tools.port });
            return await work({ client, tree, facts: { pinned: isPinned } });
          } finally {
            client.close();
          }
        },
        // The database that comes with it: its processes have to be on this machine to be counted.
        { env: { DATABASE_URL: undefined, ...env } },
      ),
    ),
  );
}
