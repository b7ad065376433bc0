import { pause, waitUntil } from '../from-launcher.mjs';
import { decideSession, waitingCalls } from '../run/decide-all.mjs';
import { heldBy } from '../run/turns-in-flight.mjs';

const atOnce = 25;
const replyDelayMs = 6000;
const effectTimeoutMs = 20_000;
const shownTimeoutMs = 40_000;
const answers = ['allow', 'deny', 'response'];

/**
 * R2: a call whose reply was never recorded is not sent again by itself. It is shown as an approval that says so, and
 * the person's choice is what happens: send again, go on without, or this is what came of it.
 */
export const killBetweenSendAndReply = {
  name: 'kill-between-send-and-reply',
  promise: 'R2',
  counts: { ci: 50, full: 500 },
  unit: 'calls that were cut between their effect and their reply',
  async run(context) {
    while (context.result.done < context.count && context.result.problems.length === 0) {
      await cutCalls(context, Math.min(atOnce, context.count - context.result.done));
      await context.check();
    }
  },
};

async function cutCalls(context, count) {
  const { deployment, random } = context;
  const victim = random.pick(deployment.replicas);
  const started = [];
  for (let index = 0; index < count; index += 1) {
    const id = context.nextId();
    const calls = [{ tool: 'ledger__append', args: { entry: id, delay_ms: replyDelayMs } }];
    const steps = [{ words: 2, calls }, { words: 5 }];
    started.push({ id, ...(await context.startTurn(victim, { id, steps })) });
  }
  const ids = new Set(started.map(({ id }) => id));
  const areNoted = await waitUntil(
    async () => (await deployment.ledger()).filter(({ entry }) => ids.has(entry)).length === count,
    { timeoutMs: effectTimeoutMs, everyMs: 50 },
  );
  if (!areNoted) context.fail('not every call reached the ledger before the kill');
  // Some replies are near, some are far: the point of the kill is drawn, and what was answered before it does not count.
  await pause(random.between(0, 1500));
  const { pid } = victim;
  await victim.kill({ withLauncher: random.next() < 0.5 });
  const hit = await heldBy(deployment, pid);
  context.tell(`killed ${victim.name} (${pid}) with ${hit.length} of ${count} calls under way`);
  const restarted = victim.start();
  await Promise.all(hit.map((turn) => surface(context, turn)));
  await restarted;
}

/** Waits until the call is shown as unknown, through the API, and answers it. */
async function surface(context, { id: turnId, session_id: sessionId }) {
  const { deployment } = context;
  const random = context.randomFor(context.notes.scripts.get(turnId).id);
  const kind = random.pick(answers);
  let calls = [];
  const isShown = await waitUntil(
    async () => {
      calls = await waitingCalls(deployment, [sessionId]);
      return calls.length > 0;
    },
    { timeoutMs: shownTimeoutMs, everyMs: 200 },
  );
  if (!isShown) return context.fail(`turn ${turnId}: its cut call was shown to nobody`);
  const replica = random.pick(deployment.replicas.filter((one) => one.isUp));
  // The row is there before the turn has ended; the answer is accepted from its end on.
  let turn;
  await waitUntil(
    async () => {
      turn = await deployment.api.readTurn(replica, sessionId, turnId);
      return turn.status !== 'running';
    },
    { timeoutMs: shownTimeoutMs },
  );
  const approvals = turn.output.flatMap((event) => event.approvals ?? []);
  if (approvals.length !== 1 || approvals[0].kind !== 'unknown_outcome')
    return context.fail(`turn ${turnId}: shown as ${JSON.stringify(turn.output).slice(0, 300)}`);
  const answer = await decideSession(context, replica, { sessionId, calls, kind });
  context.tell(`turn ${turnId}: ${kind} answered ${answer.status}`);
  if (answer.status !== 201)
    return context.fail(
      `turn ${turnId}: ${kind} was refused with ${answer.status} ${JSON.stringify(answer.body)}`,
    );
  context.result.done += 1;
}
