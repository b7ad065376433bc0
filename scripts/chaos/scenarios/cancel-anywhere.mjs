import { pause, waitUntil } from '../from-launcher.mjs';

const atOnce = 10;
const endMsMax = 5000;
const waitMs = 30_000;

/** R18: a cancelled turn ends within five seconds, or when the call that is under way does; nothing is sent after. */
export const cancelAnywhere = {
  name: 'cancel-anywhere',
  promise: 'R18',
  counts: { ci: 20, full: 200 },
  unit: 'turns cancelled at a random point',
  async run(context) {
    while (context.result.done < context.count && context.result.problems.length === 0) {
      const count = Math.min(atOnce, context.count - context.result.done);
      const ends = await Promise.all(Array.from({ length: count }, () => cancelOne(context)));
      const modelCalls = await context.deployment.modelCalls();
      for (const { id, turnId } of ends)
        if (modelCalls[id]?.some((call) => call.isOpen))
          context.fail(`turn ${turnId} was cancelled and its model call went on`);
      await context.check();
    }
  },
};

async function cancelOne(context) {
  const { deployment, result } = context;
  const id = context.nextId();
  const random = context.randomFor(id);
  const delayMs = random.between(0, 3000);
  const calls = [{ tool: 'ledger__append', args: { entry: id, delay_ms: delayMs } }];
  const steps = [
    { words: random.between(5, 30), everyMs: 40, calls },
    { words: 200, everyMs: 50 },
  ];
  const replica = random.pick(deployment.replicas);
  const { sessionId, turnId } = await context.startTurn(replica, { id, steps });
  await pause(random.between(0, 3000));
  const canceller = random.pick(deployment.replicas);
  const answer = await deployment.api.cancel(canceller, sessionId);
  const since = Date.now();
  if (answer.status !== 200) context.fail(`turn ${turnId}: the cancel was answered ${answer.status}`);
  let turn;
  await waitUntil(
    async () => {
      [turn] = await deployment.sql.rows('SELECT * FROM turn WHERE id = $1', [turnId]);
      return turn.ended_at !== null;
    },
    { timeoutMs: waitMs },
  );
  const took = turn.ended_at === null ? Infinity : turn.ended_at.getTime() - since;
  const writes = await deployment.sql.rows(
    `SELECT what, (extract(epoch FROM at) * 1000)::float8 AS at FROM chaos_write WHERE turn_id = $1 ORDER BY n`,
    [turnId],
  );
  const sentAt = writes.find(({ what }) => what === 'call dispatched')?.at;
  const settledAt = writes.find(({ what }) => what === 'call settled')?.at;
  const wasUnderWay = sentAt !== undefined && sentAt < since + endMsMax && !(settledAt < since);
  context.tell(
    `turn ${turnId} cancelled by ${canceller.name}: ${turn.status} after ${took} ms${wasUnderWay ? ', a call was under way' : ''}`,
  );
  result.gapsMs.push(Math.max(0, took));
  // Another replica's owner hears of it with its next renewal; its call may have left by then.
  if (canceller === replica && sentAt > since)
    context.fail(`turn ${turnId}: a call was sent after the cancel`);
  if (turn.status !== 'cancelled') context.fail(`turn ${turnId} ended as ${turn.status}`);
  else if (took > endMsMax + (wasUnderWay ? delayMs : 0))
    context.fail(`turn ${turnId} ended ${Math.round(took)} ms after the cancel`);
  else result.done += 1;
  return { id, turnId };
}
