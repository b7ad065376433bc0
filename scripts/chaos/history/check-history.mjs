import { checkListed, checkReceived } from './check-clients.mjs';
import { checkDeltas, checkOrder, checkWriters } from './check-log.mjs';
import { checkCalls, checkLedger, checkSaid } from './check-run.mjs';

/**
 * Compares what was stored, what the API shows, what clients received and what the ledger counts. Answers what does not
 * agree, as `{ turnId, problem }`; nothing is the good answer.
 *
 * `history` is what `readHistory` returns: `turns` with their rows and writes, grouped by session and in their order,
 * beside `acknowledged` turns, `stories` of clients, `scripts`, `resent` calls and `lines` of the ledger.
 */
export function checkHistory(history) {
  const problems = [];
  const add = (turnId, found) => problems.push(...found.map((problem) => ({ turnId, problem })));
  const known = new Map(history.sessions.flatMap(({ turns }) => turns.map((one) => [one.turn.id, one])));

  for (const turnId of history.acknowledged)
    if (!known.has(turnId)) add(turnId, ['the turn was acknowledged and is not stored']);
  for (const [turnId, one] of known) {
    add(turnId, checkOrder(one));
    add(turnId, checkWriters({ ...one, writers: history.writers }));
    if (!one.isTrimmed) add(turnId, checkDeltas(one));
    if (one.listed !== undefined) add(turnId, checkListed(one));
    if (!history.mayRun && !['done', 'cancelled', 'error'].includes(one.turn.status))
      add(turnId, [`the turn has no end: it is ${one.turn.status}`]);
  }
  for (const story of history.stories) {
    const one = known.get(story.turnId);
    if (one !== undefined && !one.isTrimmed) add(story.turnId, checkReceived({ ...one, story }));
  }
  for (const { turns, calls } of history.sessions) {
    const first = turns[0]?.turn.id;
    add(first, checkCalls({ turns, calls }));
    add(first, checkLedger({ turns, calls, lines: history.lines, resent: history.resent }));
    for (const runId of new Set(turns.map(({ turn }) => turn.run_id))) {
      const ofRun = turns.filter(({ turn }) => turn.run_id === runId);
      const script = history.scripts.get(ofRun[0].turn.id);
      if (script !== undefined) add(ofRun[0].turn.id, checkSaid({ script, turns: ofRun }));
    }
  }
  return problems;
}
