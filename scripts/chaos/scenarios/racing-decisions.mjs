import { waitUntil } from '../from-launcher.mjs';
import { decideSession, waitingCalls } from '../run/decide-all.mjs';

const deciders = 20;
const pendingTimeoutMs = 30_000;

/** R7: twenty decide the same call at once; one decision counts, and it has one effect. */
export const racingDecisions = {
  name: 'racing-decisions',
  promise: 'R7',
  counts: { ci: 10, full: 100 },
  unit: `calls that ${deciders} decided at once`,
  async run(context) {
    const { deployment } = context;
    for (let index = 0; index < context.count; index += 1) {
      const id = context.nextId();
      const calls = [{ tool: 'ledger__transfer', args: { entry: id } }];
      const { sessionId } = await context.startTurn(deployment.a, {
        id,
        steps: [{ words: 2, calls }, { words: 2 }],
      });
      let waiting = [];
      await waitUntil(
        async () => {
          const [turn] = await deployment.sql.rows('SELECT status FROM turn WHERE session_id = $1', [
            sessionId,
          ]);
          waiting = await waitingCalls(deployment, [sessionId]);
          return waiting.length > 0 && turn.status === 'done';
        },
        { timeoutMs: pendingTimeoutMs },
      );
      const kinds = Array.from({ length: deciders }, () => context.random.pick(['allow', 'allow', 'deny']));
      const answers = await Promise.all(
        kinds.map((kind, decider) =>
          decideSession(context, deployment.replicas[decider % 2], { sessionId, calls: waiting, kind }),
        ),
      );
      const won = answers.filter(({ status }) => status === 201).length;
      const lost = answers.filter(({ status }) => status === 409).length;
      context.tell(`${sessionId}: ${won} won, ${lost} lost`);
      if (won === 1 && lost === deciders - 1) context.result.done += 1;
      else context.fail(`${sessionId}: answers were ${answers.map(({ status }) => status).join(' ')}`);
    }
    await context.check();
  },
};
