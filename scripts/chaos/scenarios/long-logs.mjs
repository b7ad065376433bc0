import { pause } from '../from-launcher.mjs';
import { keepLoad } from '../run/keep-load.mjs';

const words = 1000;
const slots = 10;
const killEveryMs = 9000;
const turnsBetweenChecks = 60;

/** R4: long turns with processes killed meanwhile. What the runner said is what is stored: complete, in order, once. */
export const longLogs = {
  name: 'long-logs',
  promise: 'R4',
  counts: { ci: 50, full: 500 },
  unit: 'turns of two thousand words each, with kills on',
  async run(context) {
    const { deployment, random, result } = context;
    let events = 0;
    while (result.done < context.count && result.problems.length === 0) {
      const target = Math.min(context.count - result.done, turnsBetweenChecks);
      let started = 0;
      const load = keepLoad(context, {
        slots: Math.min(slots, target),
        makeScript: () => makeScript(context),
        onStarted: () => (started += 1),
        limit: target,
      });
      let isDone = false;
      void load.done.then(() => (isDone = true));
      const spared = random.pick(deployment.replicas);
      while (!isDone) {
        await pause(killEveryMs);
        if (isDone || started >= target) continue;
        const victim = deployment.other(spared);
        await victim.kill();
        context.tell(`killed ${victim.name}`);
        await victim.start();
      }
      const history = await context.check();
      for (const { turns } of history.sessions)
        for (const { turn, rows } of turns) {
          if (turn.status === 'done') result.done += 1;
          else context.fail(`turn ${turn.id} ended as ${turn.status} ${turn.error_code ?? ''}`);
          events += rows.at(-1)?.sequence_id ?? 0;
        }
    }
    context.remark(`${events} events numbered`);
  },
};

function makeScript({ nextId }) {
  const id = nextId();
  const calls = [{ tool: 'ledger__look', args: { entry: id } }];
  return {
    id,
    steps: [
      { words, everyMs: 1, calls },
      { words, everyMs: 1 },
    ],
  };
}
