import { waitUntil } from '../from-launcher.mjs';
import { heldBy } from '../run/turns-in-flight.mjs';

const deaths = 3;
const claimTimeoutMs = 40_000;

/** R19: a turn whose process dies three times is not tried a fourth time. */
export const crashLoop = {
  name: 'crash-loop',
  promise: 'R19',
  counts: { ci: 2, full: 20 },
  unit: 'turns whose process died three times',
  async run(context) {
    const { deployment, random, result } = context;
    const ids = [];
    for (let index = 0; index < context.count; index += 1) {
      const script = { id: context.nextId(), steps: [{ words: 10_000, everyMs: 50 }] };
      ids.push((await context.startTurn(random.pick(deployment.replicas), script)).turnId);
    }
    for (let death = 1; death <= deaths; death += 1) {
      if (!(await waitUntil(() => areHeld(deployment, ids), { timeoutMs: claimTimeoutMs })))
        context.fail(`not every turn was taken up again before death ${death}`);
      await killHolders(context, ids);
    }
    await deployment.ensureUp();
    const history = await context.check();
    for (const { turn } of history.sessions.flatMap(({ turns }) => turns)) {
      if (turn.status === 'error' && turn.error_code === 'crash_loop' && turn.deaths === deaths)
        result.done += 1;
      else
        context.fail(
          `turn ${turn.id} is ${turn.status} ${turn.error_code ?? ''} after ${turn.deaths} deaths`,
        );
    }
  },
};

/** Every turn is in the hands of a process that lives. */
async function areHeld(deployment, ids) {
  const held = await Promise.all(deployment.replicas.map((replica) => holding(deployment, replica, ids)));
  return held.flat().length === ids.length;
}

async function holding(deployment, replica, ids) {
  return replica.isUp ? (await heldBy(deployment, replica.pid)).filter(({ id }) => ids.includes(id)) : [];
}

/** Kills whoever holds one of the turns. Who holds none lives on, so that it can take over. */
async function killHolders(context, ids) {
  const { deployment, random } = context;
  const victims = [];
  for (const replica of deployment.replicas)
    if ((await holding(deployment, replica, ids)).length > 0) victims.push(replica);
  context.tell(`killed ${victims.map(({ name, pid }) => `${name} (${pid})`).join(' and ')}`);
  await Promise.all(victims.map((victim) => victim.kill({ withLauncher: random.next() < 0.5 })));
  await deployment.ensureUp();
}
