import { setMaxListeners } from 'node:events';
import { followStream } from '../deployment/follow-stream.mjs';

const turns = 5;
const cutsPerClient = 20;
const clientsAtOnce = 250;
const timeoutMs = 180_000;

/** R5: clients that are cut off again and again, and resume, receive what is stored: all of it, each event once. */
export const cutStreams = {
  name: 'cut-streams',
  promise: 'R5',
  counts: { ci: 100, full: 1000 },
  unit: `clients, each cut off ${cutsPerClient} times`,
  async run(context) {
    let cuts = 0;
    for (let left = context.count; left > 0; left -= clientsAtOnce)
      cuts += await followAll(context, Math.min(left, clientsAtOnce));
    context.remark(`${cuts} cuts`);
  },
};

async function followAll(context, clients) {
  const { deployment, random, notes } = context;
  const started = [];
  for (let index = 0; index < turns; index += 1) {
    const id = context.nextId();
    const calls = [{ tool: 'ledger__append', args: { entry: id, delay_ms: 200 } }];
    // Long enough for every client to be cut as often as it has to.
    const steps = [
      { words: 150, everyMs: 50, calls },
      { words: 150, everyMs: 50 },
    ];
    started.push(await context.startTurn(random.pick(deployment.replicas), { id, steps }));
  }
  const signal = AbortSignal.timeout(timeoutMs);
  // Every client listens to it.
  setMaxListeners(0, signal);
  const stories = await Promise.all(
    Array.from({ length: clients }, (_nothing, index) => {
      const { sessionId, turnId } = started[index % turns];
      let cuts = 0;
      const own = context.randomFor(`client ${index}`);
      const cutAfter = () => ((cuts += 1) > cutsPerClient ? undefined : own.between(1, 4));
      const replicas = own.next() < 0.5 ? deployment.replicas : [...deployment.replicas].reverse();
      return followStream(deployment.api, replicas, { sessionId, turnId, cutAfter, signal });
    }),
  );
  notes.stories.push(...stories);
  const before = context.result.problems.length;
  await context.check();
  const cutEnough = stories.filter((story) => story.isDone && story.cuts === cutsPerClient);
  if (cutEnough.length < clients)
    context.fail(
      `only ${cutEnough.length} of ${clients} clients were cut ${cutsPerClient} times before the end`,
    );
  if (context.result.problems.length === before) context.result.done += clients;
  return stories.reduce((sum, story) => sum + story.cuts, 0);
}
