import { followStream } from '../deployment/follow-stream.mjs';
import { probeReady, waitUntil } from '../from-launcher.mjs';
import { keepLoad } from '../run/keep-load.mjs';
import { gapsAfter, heldBy } from '../run/turns-in-flight.mjs';

const slots = 6;
const exitMsMax = 25_000;
const notReadyMsMax = 1000;
const pauseP95MsMax = 2000;
const followTimeoutMs = 120_000;

/** R17: replicas that are restarted one after another fail no turn, and the pause of one that moves is short. */
export const rollingRestart = {
  name: 'rolling-restart',
  promise: 'R17',
  counts: { ci: 5, full: 50 },
  unit: 'turns that ran through a restart of their replica',
  async run(context) {
    const { deployment, notes, result } = context;
    const signal = AbortSignal.timeout(10 * 60_000);
    const following = [];
    const random = context.randomFor('clients');
    const load = keepLoad(context, {
      slots,
      makeScript: () => makeScript(context),
      onStarted: ({ sessionId, turnId }) => {
        const order = random.next() < 0.5 ? deployment.replicas : [...deployment.replicas].reverse();
        const story = followStream(deployment.api, order, {
          sessionId,
          turnId,
          signal: AbortSignal.any([signal, AbortSignal.timeout(followTimeoutMs)]),
        });
        following.push(story);
      },
    });
    const hits = [];
    const exitsMs = [];
    for (let round = 0; hits.length < context.count && result.problems.length === 0; round += 1) {
      const replica = deployment.replicas[round % 2];
      const restarted = await restart(context, replica);
      hits.push(...restarted.hits);
      exitsMs.push(restarted.ms);
    }
    await load.stop();
    const stories = await Promise.all(following);
    notes.stories.push(...stories);
    const [left, hinted] = [sum(stories, 'left'), sum(stories, 'leftWithHint')];
    if (hinted < left)
      context.fail(`${left - hinted} of ${left} streams ended early without a hint when to come back`);
    const gaps = await gapsAfter(deployment, hits);
    result.gapsMs.push(...gaps.flatMap(({ gapMs }) => gapMs ?? []));
    const history = await context.check();
    const failed = history.sessions.flatMap(({ turns }) =>
      turns.filter(({ turn }) => turn.status !== 'done'),
    );
    for (const { turn } of failed)
      context.fail(`turn ${turn.id} ended as ${turn.status} ${turn.error_code ?? ''}`);
    const p95 = [...result.gapsMs].sort((a, b) => a - b)[Math.ceil(result.gapsMs.length * 0.95) - 1];
    context.remark(`pause p95 ${Math.round(p95)} ms; exit ≤ ${Math.round(Math.max(...exitsMs))} ms`);
    if (p95 > pauseP95MsMax) context.fail(`the pause of turns that moved is ${Math.round(p95)} ms at p95`);
    result.done = failed.length === 0 ? gaps.filter(({ gapMs }) => gapMs !== undefined).length : 0;
  },
};

function makeScript({ randomFor, nextId }) {
  const id = nextId();
  const random = randomFor(id);
  const calls = [{ tool: 'ledger__append', args: { entry: id, delay_ms: random.between(0, 400) } }];
  return {
    id,
    steps: [
      { words: random.between(20, 60), everyMs: 50, calls },
      { words: random.between(20, 60), everyMs: 50 },
    ],
  };
}

const sum = (stories, field) => stories.reduce((total, story) => total + story[field], 0);

/** Stops and starts one replica; answers how long its end took and the turns it held when it was told to stop. */
async function restart(context, replica) {
  const { deployment } = context;
  const since = Date.now();
  const held = await heldBy(deployment, replica.pid);
  const stopping = replica.stop();
  const saysSo = await waitUntil(async () => (await probeReady(replica.url)).status !== 200, {
    timeoutMs: notReadyMsMax,
    everyMs: 20,
  });
  if (!saysSo) context.fail(`${replica.name} was still ready ${notReadyMsMax} ms after it was told to stop`);
  const { ms, code } = await stopping;
  context.tell(
    `${replica.name} stopped in ${Math.round(ms)} ms with code ${code}, it held ${held.length} turns`,
  );
  if (ms > exitMsMax) context.fail(`${replica.name} took ${Math.round(ms)} ms to stop`);
  if (code !== 0) context.fail(`${replica.name} stopped with code ${code}`);
  await replica.start();
  return { ms, hits: held.map(({ id }) => ({ turnId: id, since })) };
}
