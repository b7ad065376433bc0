import { promptOf } from '../processes/script.mjs';
import { pause, waitUntil } from '../from-launcher.mjs';
import { heldBy } from '../run/turns-in-flight.mjs';

const talkers = 6;
const ways = ['cancel', 'queue', 'queue', 'steer', 'steer', 'steer'];
const retryEveryMs = 150;
const answerTimeoutMs = 60_000;
const quietTimeoutMs = 120_000;

/**
 * R1 R6: people who go on talking while turns run and processes die. Every message that was taken is there once, in a
 * turn of its own or in the one that it joined, whatever was killed between; a session never runs two turns at a time.
 */
export const queueAndSteer = {
  name: 'queue-and-steer',
  promise: 'R1 R6',
  counts: { ci: 120, full: 1200 },
  unit: 'messages sent while turns ran and processes were killed or restarted',
  async run(context) {
    const { deployment, result } = context;
    const each = Math.ceil(context.count / talkers);
    const sessions = await Promise.all(
      Array.from({ length: talkers }, () => deployment.api.createSession(deployment.a)),
    );
    let isOver = false;
    const talking = sessions.map((sessionId, index) => talk(context, index, { sessionId, count: each }));
    const talked = Promise.all(talking).finally(() => (isOver = true));
    let faults = 0;
    while (!isOver && result.problems.length === 0) {
      await pause(context.random.between(100, 1000));
      await disturb(context);
      faults += 1;
    }
    const stories = await talked;
    const history = await context.check({ timeoutMs: quietTimeoutMs });
    for (const story of stories) {
      const steers = await deployment.sql.rows(
        `SELECT s.turn_id, s.number, s.input FROM turn_steer s JOIN turn t ON t.id = s.turn_id WHERE t.session_id = $1`,
        [story.sessionId],
      );
      const session = history.sessions.find(({ sessionId }) => sessionId === story.sessionId);
      judge(context, story, { turns: session.turns, steers });
    }
    context.remark(`${faults} processes killed or restarted`);
  },
};

/** One person: messages that do not wait for answers. Each is sent with a key until it is answered. */
async function talk(context, index, { sessionId, count }) {
  const random = context.randomFor(`talker ${index}`);
  context.notes.sessions.add(sessionId);
  const sent = [];
  for (let number = 0; number < count; number += 1) {
    await pause(random.between(50, 1500));
    const script = { id: context.nextId(), steps: [{ words: random.between(10, 60), everyMs: 30 }] };
    const way = random.pick(ways);
    const answer = await insist(context, random, { sessionId, script, way });
    if (answer === undefined) {
      context.fail(`a message of session ${sessionId} (${way}) was never answered`);
      break;
    }
    // Too many that wait, or a turn that was just ending: refused in words, and nothing may be there.
    const isTaken = answer.status === 200 || answer.status === 201;
    if (isTaken) context.notes.acknowledged.add(answer.body.data.id);
    else if (answer.status < 400 || answer.status >= 500)
      context.fail(`a message of session ${sessionId} (${way}) was answered ${answer.status}`);
    sent.push({ id: script.id, text: promptOf(script), way, isTaken });
  }
  return { sessionId, sent };
}

/** Sends the same request with the same key until somebody answers it for good. */
async function insist({ deployment, nextId }, random, { sessionId, script, way }) {
  const headers = { 'idempotency-key': `${script.id}-${nextId()}` };
  const deadline = Date.now() + answerTimeoutMs;
  while (Date.now() < deadline) {
    const up = deployment.replicas.filter((replica) => replica.isUp);
    const replica = random.pick(up.length > 0 ? up : deployment.replicas);
    const answer = await deployment.api.startTurn(replica, sessionId, script, { if_running: way, headers });
    const isUnderWay = answer.status === 409 && answer.body?.error?.code === 'idempotency_conflict';
    if (answer.status !== 0 && answer.status < 500 && !isUnderWay) return answer;
    await pause(retryEveryMs);
  }
  return undefined;
}

/** Kills a replica or restarts it in order. */
async function disturb({ deployment, random, tell }) {
  const victim = random.pick(deployment.replicas);
  // Three deaths end a turn as a crash loop, which is another scenario's business.
  await waitUntil(async () => (await heldBy(deployment, victim.pid)).every(({ deaths }) => deaths < 2), {
    timeoutMs: answerTimeoutMs,
  });
  const isKill = random.next() < 0.6;
  tell(`${isKill ? 'killed' : 'restarted'} ${victim.name} (${victim.pid})`);
  if (isKill) await victim.kill();
  else await victim.stop();
  await victim.start();
}

function judge(context, { sessionId, sent }, { turns, steers }) {
  const inTurns = turns.flatMap(({ turn }) => turn.input.map(({ content }) => content));
  const joined = steers.flatMap(({ input }) => [input].flat().map(({ content }) => content));
  let right = 0;
  for (const { id, text, way, isTaken } of sent) {
    const count = [...inTurns, ...joined].filter((content) => content === text).length;
    if (count === (isTaken ? 1 : 0)) right += 1;
    else
      context.fail(
        `message ${id} (${way}) of session ${sessionId} was ${isTaken ? '' : 'not '}taken and is stored ${count} times`,
      );
  }
  for (const { turn_id: turnId, number } of steers) {
    const rows = turns.find(({ turn }) => turn.id === turnId)?.rows ?? [];
    if (rows.filter(({ type }) => type === 'turn.steered').length < number)
      context.fail(`message ${number} that joined turn ${turnId} is not in its log`);
  }
  const ran = turns
    .filter(({ turn }) => turn.started_at !== null)
    .sort((a, b) => a.turn.started_at - b.turn.started_at);
  ran.forEach(({ turn }, index) => {
    const before = ran[index - 1]?.turn;
    if (before !== undefined && before.ended_at > turn.started_at)
      context.fail(`turn ${turn.id} began before turn ${before.id} of its session had ended`);
  });
  context.result.done += right;
}
