import { openSessions } from './setup.mjs';
import { median } from './figures.mjs';

const events = 1000;
const repeats = 20;

/** Reconnects to a turn of more than two thousand events, where the last thousand are missing: until the last is here. */
export async function runReplay({ client }) {
  const [session] = await openSessions(client, 'paced', 1);
  await client.turn(session);
  const [turn] = await client.call('GET', `/sessions/${session}/turns?order=desc&limit=1`);
  const { ids } = await client.follow(session, turn.id, 0);
  if (ids.length < 2 * events)
    throw new Error(`The long turn has ${ids.length} events; ${2 * events} are wanted.`);
  // Numbers have holes where deltas left together, so the place is looked up.
  const after = ids.at(-events - 1);
  const times = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const result = await client.follow(session, turn.id, after);
    if (result.ids.length !== events)
      throw new Error(`${result.ids.length} events came instead of ${events}.`);
    times.push(result.doneMs);
  }
  return { medianMs: median(times), worstMs: Math.max(...times), eventsInTurn: ids.length };
}
