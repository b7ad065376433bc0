import { followStream } from '../deployment/follow-stream.mjs';
import { pause, waitUntil } from '../from-launcher.mjs';
import { createProbe } from '../run/probe.mjs';
import { untilEnded } from '../run/keep-load.mjs';

const recoveryMsMax = 15_000;
const endTimeoutMs = 90_000;
const turnsAtOnce = 10;
/** How long the database is away, each time: as often and as long as promised, and a tenth of that. */
const outages = {
  ci: [15_000, 5000],
  full: [...Array.from({ length: 5 }, () => 60_000), ...Array.from({ length: 15 }, () => 5000)],
};

/** R9: while PostgreSQL is away requests are refused quickly and streams stay; afterwards everything goes on. */
export const databaseOutage = {
  name: 'database-outage',
  promise: 'R9',
  counts: { ci: outages.ci.length, full: outages.full.length },
  unit: 'outages of the database',
  async run(context) {
    for (const awayMs of context.isFull ? outages.full : outages.ci) {
      await outage(context, awayMs);
      if (context.result.problems.length > 0) return;
      context.result.done += 1;
    }
  },
};

async function outage(context, awayMs) {
  const { deployment, random, notes, result } = context;
  const started = [];
  for (let index = 0; index < turnsAtOnce; index += 1)
    started.push(await context.startTurn(deployment.replicas[index % 2], makeScript(context, awayMs)));
  const signal = AbortSignal.timeout(awayMs + 2 * endTimeoutMs);
  const following = started.map(({ sessionId, turnId }, index) =>
    followStream(deployment.api, [deployment.replicas[index % 2]], { sessionId, turnId, signal }),
  );
  await pause(random.between(300, 1500));
  const how = random.pick(['fast', 'crash']);
  await deployment.postgres.stop(how);
  context.tell(`database stopped (${how}) for ${awayMs} ms`);
  const probe = createProbe(context, started[0].sessionId);
  await pause(awayMs);
  await probe.stop();
  await deployment.postgres.start();
  const backAt = Date.now();
  const isServing = await waitUntil(() => canWrite(context), { timeoutMs: 2 * recoveryMsMax, everyMs: 100 });
  const servingMs = Date.now() - backAt;
  if (!isServing || servingMs > recoveryMsMax)
    context.fail(`writes were refused for ${servingMs} ms after the outage`);
  await untilAllGoOn(context, { ids: started.map(({ turnId }) => turnId), backAt });
  for (const { turnId } of started)
    if (!(await untilEnded(deployment, turnId, endTimeoutMs))) context.fail(`turn ${turnId} has no end`);
  notes.stories.push(...(await Promise.all(following)));
  const broken = notes.stories.filter((story) => story.connects > 1);
  if (broken.length > 0)
    context.fail(`${broken.length} of ${following.length} streams were cut by the outage`);
  const history = await context.check();
  for (const { turn } of history.sessions.flatMap(({ turns }) => turns))
    if (turn.status !== 'done')
      context.fail(`turn ${turn.id} ended as ${turn.status} ${turn.error_code ?? ''}`);
  probe.judge();
  result.gapsMs.push(servingMs);
}

/** Some turns speak through the whole outage, some have said their words when it is over, some wait for a tool. */
function makeScript({ random, nextId }, awayMs) {
  const id = nextId();
  const longest = Math.round((awayMs + 3000) / 50);
  const speak = { words: random.between(20, longest), everyMs: 50 };
  if (random.next() < 0.5) return { id, steps: [speak] };
  const calls = [{ tool: 'ledger__look', args: { entry: id, delay_ms: random.between(0, 2000) } }];
  return {
    id,
    steps: [
      { ...speak, calls },
      { words: 20, everyMs: 20 },
    ],
  };
}

async function canWrite(context) {
  const { api, replicas } = context.deployment;
  const answers = await Promise.all(
    replicas.map((replica) =>
      api.send(replica, 'POST', '/api/v1/sessions', { body: { agent_name: 'chaos' } }),
    ),
  );
  return answers.every(({ status }) => status === 201);
}

/** Every turn that has not ended is written to again soon after the database is back. */
async function untilAllGoOn(context, { ids, backAt }) {
  const { sql } = context.deployment;
  let still = [];
  const allWent = await waitUntil(
    async () => {
      still = await sql.rows(
        `SELECT t.id FROM turn t WHERE t.id = ANY($1) AND t.ended_at IS NULL AND NOT EXISTS
         (SELECT 1 FROM chaos_write w WHERE w.turn_id = t.id AND extract(epoch FROM w.at) * 1000 > $2)`,
        [ids, backAt],
      );
      return still.length === 0;
    },
    { timeoutMs: recoveryMsMax, everyMs: 100 },
  );
  if (!allWent)
    context.fail(`turns ${still.map(({ id }) => id).join(' ')} stood still for ${recoveryMsMax} ms after`);
}
