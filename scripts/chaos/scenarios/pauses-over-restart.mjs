import { pause, waitUntil } from '../from-launcher.mjs';
import { decideSession, waitingCalls } from '../run/decide-all.mjs';

const pauseTimeoutMs = 60_000;
const downMs = { ci: 3000, full: 10_000 };

/** R7: calls that wait for a person wait through a stop of every replica, and can be decided after it. */
export const pausesOverRestart = {
  name: 'pauses-over-restart',
  promise: 'R7',
  counts: { ci: 10, full: 100 },
  unit: 'waiting calls decided after every replica was stopped',
  async run(context) {
    const { deployment, random } = context;
    const sessions = [];
    for (let index = 0; index < context.count; index += 1) {
      const id = context.nextId();
      const calls = [{ tool: 'ledger__transfer', args: { entry: id } }];
      const steps = [{ words: 3, calls }, { words: 3 }];
      sessions.push((await context.startTurn(random.pick(deployment.replicas), { id, steps })).sessionId);
    }
    const arePaused = await waitUntil(
      async () => (await pausedCalls(deployment, sessions)).length === sessions.length,
      {
        timeoutMs: pauseTimeoutMs,
        everyMs: 200,
      },
    );
    if (!arePaused) return context.fail('not every turn came to its pause');
    await Promise.all(
      deployment.replicas.map((replica) => (random.next() < 0.5 ? replica.stop() : replica.kill())),
    );
    await pause(context.isFull ? downMs.full : downMs.ci);
    await deployment.ensureUp();
    const waiting = await pausedCalls(deployment, sessions);
    for (const sessionId of sessions) {
      const calls = waiting.filter((call) => call.session_id === sessionId);
      const kind = random.pick(['allow', 'deny']);
      const answer = await decideSession(context, random.pick(deployment.replicas), {
        sessionId,
        calls,
        kind,
      });
      if (answer.status === 201) context.result.done += 1;
      else
        context.fail(
          `${sessionId}: ${kind} was refused with ${answer.status} ${JSON.stringify(answer.body)}`,
        );
    }
    await context.check();
    return undefined;
  },
};

/** Calls that wait in turns that have come to their pause. */
async function pausedCalls(deployment, sessions) {
  const calls = await waitingCalls(deployment, sessions);
  const rows = await deployment.sql.rows(
    `SELECT id FROM turn WHERE session_id = ANY($1) AND status = 'done'`,
    [sessions],
  );
  const ended = new Set(rows.map(({ id }) => id));
  return calls.filter((call) => ended.has(call.turn_id));
}
