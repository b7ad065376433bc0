import { waitUntil } from '../from-launcher.mjs';

const callMs = 12_000;
const sentTimeoutMs = 30_000;
const quietTimeoutMs = 60_000;

/** R17: a call that is under way when its replica is told to stop is waited for, longer than a lease lasts. */
export const callsOverRestart = {
  name: 'calls-over-restart',
  promise: 'R2 R17',
  counts: { ci: 5, full: 50 },
  unit: `calls of ${callMs / 1000} s that their replica waited for while it stopped`,
  async run(context) {
    const { deployment, result } = context;
    const [replica] = deployment.replicas;
    const turnIds = [];
    for (let index = 0; index < context.count; index += 1) {
      const id = context.nextId();
      const calls = [{ tool: 'ledger__append', args: { entry: id, delay_ms: callMs } }];
      const steps = [
        { words: 3, everyMs: 20, calls },
        { words: 20, everyMs: 30 },
      ];
      const { turnId } = await context.startTurn(replica, { id, steps });
      turnIds.push(turnId);
    }
    const callsOf = () =>
      deployment.sql.rows('SELECT turn_id, state, gate FROM tool_call WHERE turn_id = ANY($1)', [turnIds]);
    const areSent = await waitUntil(async () => (await callsOf()).length === turnIds.length, {
      timeoutMs: sentTimeoutMs,
    });
    if (!areSent) context.fail('not every call was sent in time');
    const { ms, code } = await replica.stop();
    context.remark(`stopped in ${Math.round(ms)} ms`);
    if (code !== 0) context.fail(`${replica.name} stopped with code ${code}`);
    await replica.start();
    const history = await context.check({ timeoutMs: quietTimeoutMs });
    for (const { turns } of history.sessions)
      for (const { turn } of turns)
        if (turn.status !== 'done') context.fail(`turn ${turn.id} ended as ${turn.status}`);
    for (const { turn_id: turnId, state, gate } of await callsOf())
      if (state === 'settled' && gate === null) result.done += 1;
      else context.fail(`the call of turn ${turnId} is ${state}${gate === null ? '' : ` (${gate})`}`);
  },
};
