const racers = 100;

/** R6: of a hundred requests at once exactly one starts a turn; with one key they all mean the same turn. */
export const racingPosts = {
  name: 'racing-posts',
  promise: 'R6',
  counts: { ci: 5, full: 50 },
  unit: `rounds of ${racers} racing requests`,
  async run(context) {
    const { deployment } = context;
    for (let round = 0; round < context.count; round += 1) {
      const [replica] = deployment.replicas;
      const sessionId = await deployment.api.createSession(replica);
      const rejected = await race(context, { sessionId, options: () => ({ if_running: 'reject' }) });
      const isOne = tally(rejected, 201) === 1 && tally(rejected, 409) === racers - 1;
      if (!isOne) context.fail(`round ${round}: answers were ${describe(rejected)}`);
      const keyed = await raceWithKey(context, `chaos-${context.nextId()}-${round}`);
      if (isOne && keyed) context.result.done += 1;
    }
    await context.check();
  },
};

async function raceWithKey(context, key) {
  const sessionId = await context.deployment.api.createSession(context.deployment.a);
  const script = { id: context.nextId(), steps: [{ words: 5, everyMs: 20 }] };
  const options = () => ({ if_running: 'reject', headers: { 'idempotency-key': key } });
  const answers = await race(context, { sessionId, options, script });
  const ids = new Set(answers.filter(({ turnId }) => turnId !== undefined).map(({ turnId }) => turnId));
  // A repeat that comes while the first is still being answered may be asked to try again; it never starts another.
  const others = answers.filter(({ answer }) => ![201, 409].includes(answer.status));
  const repeat = await context.startTurn(context.deployment.b, script, { sessionId, ...options() });
  const isSame = ids.size === 1 && others.length === 0 && ids.has(repeat.turnId);
  if (!isSame)
    context.fail(`one key made ${ids.size} turns: ${describe(answers)}, repeated ${repeat.answer.status}`);
  return isSame;
}

function race(context, { sessionId, options, script }) {
  const { replicas } = context.deployment;
  return Promise.all(
    Array.from({ length: racers }, (_nothing, index) => {
      const own = script ?? { id: context.nextId(), steps: [{ words: 100, everyMs: 20 }] };
      return context.startTurn(replicas[index % 2], own, { sessionId, ...options() });
    }),
  );
}

const tally = (answers, status) => answers.filter(({ answer }) => answer.status === status).length;

function describe(answers) {
  const counts = new Map();
  for (const { answer } of answers) {
    const what = answer.status === 0 ? answer.error : answer.status;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${count} × ${what}`).join(', ');
}
