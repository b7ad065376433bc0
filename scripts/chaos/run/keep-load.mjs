import { waitUntil } from '../from-launcher.mjs';

const turnTimeoutMs = 120_000;

/**
 * Keeps `slots` turns running, each in a session of its own, on whichever replica is up, until `stop` is called; then
 * resolves when the last one has ended. `makeScript` says what the next turn does; `limit` is how many there are at all,
 * and `done` resolves when they have ended.
 */
export function keepLoad(context, { slots, makeScript, onStarted = () => undefined, limit = Infinity }) {
  const { deployment } = context;
  const random = context.randomFor('load');
  let isStopped = false;
  let left = limit;
  const work = Promise.all(Array.from({ length: slots }, () => slot()));

  async function slot() {
    while (!isStopped && left > 0) {
      left -= 1;
      const up = deployment.replicas.filter((replica) => replica.isUp);
      const replica = random.pick(up.length > 0 ? up : deployment.replicas);
      const started = await context.startTurn(replica, makeScript()).catch(() => undefined);
      if (started?.turnId === undefined) {
        left += 1;
        await new Promise((resolve) => setTimeout(resolve, 100));
        continue;
      }
      onStarted(started);
      await untilEnded(deployment, started.turnId);
    }
  }

  return {
    done: work,
    async stop() {
      isStopped = true;
      await work;
    },
  };
}

export function untilEnded(deployment, turnId, timeoutMs = turnTimeoutMs) {
  return waitUntil(async () => (await readStatus(deployment, turnId)) === 'ended', {
    timeoutMs,
    everyMs: 100,
  });
}

async function readStatus({ sql }, turnId) {
  const rows = await sql.rows('SELECT ended_at FROM turn WHERE id = $1', [turnId]).catch(() => []);
  return rows[0]?.ended_at ? 'ended' : 'open';
}
