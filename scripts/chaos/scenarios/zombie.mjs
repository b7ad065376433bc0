import { pause, waitUntil } from '../from-launcher.mjs';
import { heldBy } from '../run/turns-in-flight.mjs';

const atOnce = 5;
const takeOverTimeoutMs = 40_000;
const settleMs = 4000;

/** R3: a worker that slept through its lease writes nothing any more to what others have taken over. */
export const zombie = {
  name: 'zombie',
  promise: 'R3',
  counts: { ci: 10, full: 100 },
  unit: 'turns of a frozen process that another one took over',
  async run(context) {
    while (context.result.done < context.count && context.result.problems.length === 0) {
      await freezeOne(context);
      // The check counts rows whose writer was not the owner; here there may be none.
      await context.check();
    }
  },
};

async function freezeOne(context) {
  const { deployment, random, result } = context;
  const victim = random.pick(deployment.replicas);
  const writer = [...victim.writers.keys()].at(-1);
  const count = Math.min(atOnce, context.count - result.done);
  for (let index = 0; index < count; index += 1) {
    const id = context.nextId();
    const calls = [{ tool: 'ledger__look', args: { entry: id, delay_ms: 300 } }];
    const steps = [{ words: random.between(20, 60), everyMs: 40, calls: random.next() < 0.5 ? calls : [] }];
    if (steps[0].calls.length > 0) steps.push({ words: 10, everyMs: 20 });
    await context.startTurn(victim, { id, steps });
  }
  await pause(random.between(100, 600));
  victim.freeze();
  const frozen = await heldBy(deployment, victim.pid);
  context.tell(`froze ${victim.name} (${victim.pid}) with ${frozen.map(({ id }) => id).join(' ')}`);
  const taken = await waitUntil(async () => (await heldBy(deployment, victim.pid)).length === 0, {
    timeoutMs: takeOverTimeoutMs,
  });
  if (!taken) context.fail(`nobody took over from ${victim.pid}`);
  const ids = frozen.map(({ id }) => id);
  const countRows = () => rowsBy(deployment, { ids, writer });
  const before = await countRows();
  // The sleeper wakes while the other one writes, or right after.
  await pause(random.between(0, 400));
  victim.thaw();
  await pause(settleMs);
  const after = await countRows();
  if (after !== before) context.fail(`${victim.name} got ${after - before} rows in after it was thawed`);
  else result.done += ids.length;
}

async function rowsBy({ sql }, { ids, writer }) {
  const [{ count }] = await sql.rows(
    'SELECT count(*)::int AS count FROM chaos_write WHERE turn_id = ANY($1) AND writer = $2',
    [ids, writer],
  );
  return count;
}
