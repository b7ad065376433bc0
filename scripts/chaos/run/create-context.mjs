import { checkHistory } from '../history/check-history.mjs';
import { createNotes, readHistory, untilQuiet } from '../history/read-history.mjs';
import { createRandom } from '../random.mjs';

const quietTimeoutMs = 60_000;
const shownTurns = 4;

/**
 * What a scenario works with: the installation, its own random numbers, how often it has to try (`count`), and where it
 * puts what it found. `check` compares log, API, ledger and clients for everything since the last check.
 */
export function createContext({ scenario, deployment, seed, isFull, openOther }) {
  const result = { done: 0, gapsMs: [], remarks: [], problems: [], transcript: [] };
  const startedAt = Date.now();
  let scripts = 0;
  const context = {
    deployment,
    openOther,
    isFull,
    count: isFull ? scenario.counts.full : scenario.counts.ci,
    random: createRandom(seed, scenario.name),
    /** Numbers of their own for what runs beside the faults, so that its pace does not change their schedule. */
    randomFor: (name) => createRandom(seed, `${scenario.name} ${name}`),
    notes: createNotes(),
    result,
    tell: (text) => result.transcript.push(`${((Date.now() - startedAt) / 1000).toFixed(2)} s ${text}`),
    fail: (problem) => result.problems.push({ turnId: undefined, problem }),
    remark: (text) => result.remarks.push(text),
    nextId: () => `${scenario.name}-${(scripts += 1)}`,

    /** Starts a turn of a new session, or of `sessionId`, and notes it when it was acknowledged. */
    async startTurn(replica, script, { sessionId, ...options } = {}) {
      const { api } = context.deployment;
      const session = sessionId ?? (await api.createSession(replica));
      context.notes.sessions.add(session);
      const answer = await api.startTurn(replica, session, script, options);
      const turnId = answer.status === 201 ? answer.body.data.id : undefined;
      if (turnId !== undefined) {
        context.notes.acknowledged.add(turnId);
        context.notes.scripts.set(turnId, script);
      }
      return { sessionId: session, turnId, answer };
    },

    /** Waits until nothing runs any more, compares everything, and starts the notes anew. */
    async check(options = {}) {
      const isQuiet = await untilQuiet(
        context.deployment,
        context.notes,
        options.timeoutMs ?? quietTimeoutMs,
      );
      if (!isQuiet) context.fail('turns still run long after the faults ended');
      const history = await readHistory(context.deployment, context.notes, { mayRun: !isQuiet, ...options });
      const problems = checkHistory(history);
      result.problems.push(...problems);
      const shown = new Set(problems.map(({ turnId }) => turnId));
      for (const turnId of [...shown].slice(0, shownTurns)) tellTurn(context, history, turnId);
      context.notes = createNotes();
      return history;
    },
  };
  return context;
}

/** Puts what is known of a turn into the transcript. */
function tellTurn({ tell }, history, turnId) {
  const one = history.sessions.flatMap(({ turns }) => turns).find(({ turn }) => turn.id === turnId);
  if (one === undefined) return;
  const { turn, rows } = one;
  tell(
    `turn ${turnId} (session ${turn.session_id}): ${turn.status} ${turn.error_code ?? ''}, fence ${turn.fence}, deaths ${turn.deaths}, owner ${turn.owner}`,
  );
  for (const row of rows.slice(-25))
    tell(`  ${row.sequence_id} ${row.type} ${JSON.stringify(row.payload).slice(0, 160)}`);
  for (const write of one.writes.slice(-25))
    tell(`  wrote ${write.sequence_id ?? '-'} ${write.what} by ${write.writer}, fence ${write.fence}`);
}
