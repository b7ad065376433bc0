import { pause } from '../from-launcher.mjs';

const everyMs = 200;
/** Two seconds are promised; the rest is ours, for a machine that runs everything at once. */
const answerMsMax = 2250;
const retryAfterMax = 2;
/** Requests that were under way when the fault came may still be answered as before it. */
const graceMs = 500;

/**
 * Reads and writes on every replica while a fault is on, several times a second. `judge` says which answers were
 * neither a quick refusal that says when to come back nor, where `mayServe`, a success.
 */
export function createProbe(context, sessionId, { statuses = [503], mayServe = false } = {}) {
  const { api, replicas } = context.deployment;
  const answers = [];
  const startedAt = performance.now();
  let isStopped = false;

  const ask = async (replica, method, path, options) => {
    const at = performance.now() - startedAt;
    const answer = await api.send(replica, method, path, options);
    answers.push({ ...answer, at, what: `${method} ${path} on ${replica.name}` });
  };
  const loops = replicas.flatMap((replica) => [
    loop(() => ask(replica, 'GET', `/api/v1/sessions/${sessionId}`)),
    loop(() => ask(replica, 'POST', '/api/v1/sessions', { body: { agent_name: 'chaos' } })),
  ]);

  async function loop(work) {
    while (!isStopped) {
      await work();
      await pause(everyMs);
    }
  }

  return {
    answers,
    async stop() {
      isStopped = true;
      await Promise.all(loops);
    },
    judge() {
      const bad = answers.filter((answer) => !isGood(answer));
      for (const { what, status, ms, headers, error } of bad.slice(0, 5))
        context.fail(
          `${what} answered ${status} ${error ?? ''} after ${Math.round(ms)} ms, Retry-After ${headers.get('retry-after')}`,
        );
      const slowest = Math.max(0, ...answers.map(({ ms }) => ms));
      context.tell(
        `${answers.length} requests during the fault, ${bad.length} answered wrong, slowest ${Math.round(slowest)} ms`,
      );
    },
  };

  function isGood({ status, ms, headers, at }) {
    if (status >= 200 && status < 300) return mayServe || at < graceMs;
    const retryAfter = Number(headers.get('retry-after') ?? NaN);
    return statuses.includes(status) && ms <= answerMsMax && (status !== 503 || retryAfter <= retryAfterMax);
  }
}
