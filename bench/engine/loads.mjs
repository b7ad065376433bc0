import { quantile } from './figures.mjs';
import { openSessions } from './setup.mjs';

/** After this many turns a worker goes on in another session: what is measured here is turns, not history. */
const turnsPerSession = 10;

/** The loads of a round, in the order they are run. */
export const loads = {
  P4: { model: 'five', atOnce: 1, turns: 150 },
  P5: { model: 'five', atOnce: 16, turns: 480 },
  'P6 at once': { model: 'burst', atOnce: 16, turns: 240 },
  'P6 one by one': { model: 'drip', atOnce: 16, turns: 160 },
  'P8 one at a time': { model: 'script', atOnce: 1, turns: 50 },
  P8: { model: 'script', atOnce: 16, turns: 160 },
};

/** Runs one load: turns a second, milliseconds, and CPU a turn of the server and of the database. */
export async function runLoad({ client, tree }, { model, atOnce, turns }, aroundTurns = {}) {
  const sessions = await openSessions(client, model, Math.ceil(turns / turnsPerSession / atOnce) * atOnce);
  const places = sessions.flatMap((session) => Array.from({ length: turnsPerSession }, () => session));
  const results = [];
  let left = turns;
  const worker = async (index) => {
    // A session runs one turn at a time, so each worker has sessions of its own.
    const mine = places.filter((_, place) => Math.floor(place / turnsPerSession) % atOnce === index);
    for (const session of mine) {
      if (left === 0) return;
      left -= 1;
      results.push(await client.turn(session));
    }
  };
  await aroundTurns.before?.();
  const before = tree.cpu();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: atOnce }, (_, index) => worker(index)));
  const seconds = (performance.now() - startedAt) / 1000;
  const after = tree.cpu();
  await aroundTurns.after?.();
  const server = (after.server - before.server) / results.length;
  const database = (after.database - before.database) / results.length;
  return {
    perSecond: results.length / seconds,
    doneMs: quantile(
      results.map((result) => result.doneMs),
      0.5,
    ),
    doneMsP99: quantile(
      results.map((result) => result.doneMs),
      0.99,
    ),
    firstByteMs: quantile(
      results.map((result) => result.firstByteMs),
      0.5,
    ),
    cpuMs: server + database,
    serverCpuMs: server,
    databaseCpuMs: database,
  };
}
