import { wordsOf } from '../processes/script.mjs';
import { quote } from './check-log.mjs';

/**
 * A run, which is a turn and those that resume it, says its script: each step once, in order, word for word, and all of
 * them when it came to its end. What a cancelled or failed turn said last may stop short.
 */
export function checkSaid({ script, turns }) {
  const found = [];
  const messages = turns.flatMap(({ rows }) => rows.filter((row) => row.type === 'model.message'));
  messages.forEach(({ payload }, step) => {
    const words = wordsOf(script, step).join('');
    const isCut = payload.finish_reason === 'cancelled';
    const isRight = isCut ? words.startsWith(payload.content) : words === payload.content;
    if (!isRight) found.push(`step ${step} says ${quote(payload.content)}, the script says ${quote(words)}`);
  });
  const last = turns.at(-1);
  const isFinished = last.turn.status === 'done' && !isPaused(last);
  if (isFinished && messages.length !== script.steps.length)
    found.push(`${messages.length} of ${script.steps.length} steps were said and the turn is done`);
  return found;
}

/** Waits for a person: the way a turn ends that needs an answer. */
export function isPaused({ turn }) {
  return (turn.output ?? []).some(({ type }) => type.endsWith('_required'));
}

/** Every call of a session has one end, or waits, or shows that its outcome is unknown. */
export function checkCalls({ turns, calls }) {
  const found = [];
  const rows = turns.flatMap((one) => one.rows);
  const last = turns.at(-1);
  const responses = rows.filter((row) => row.type === 'tool.response').map((row) => row.payload.tool_call_id);
  const sent = rows.filter((row) => row.type === 'tool.dispatched').map((row) => row.payload.tool_call_id);
  const byId = new Map(calls.map((call) => [call.id, call]));
  for (const id of new Set(responses))
    if (responses.filter((other) => other === id).length > 1)
      found.push(`call ${id} was answered more than once`);
  for (const { payload } of rows.filter((row) => row.type === 'model.message'))
    for (const { id } of payload.tool_calls) {
      const call = byId.get(id);
      if (responses.includes(id)) continue;
      if (['gated', 'outcome_unknown'].includes(call?.state)) continue;
      if (
        last.turn.status !== 'running' &&
        last.turn.status !== 'error' &&
        payload.finish_reason !== 'cancelled'
      )
        found.push(`call ${id} has neither an end nor a question (${call?.state ?? 'never sent'})`);
    }
  for (const call of calls)
    if (call.state === 'dispatched' && last.turn.status === 'done')
      found.push(`call ${call.id} was sent, its outcome is unknown, and nobody was told`);
  for (const id of sent) if (!byId.has(id)) found.push(`call ${id} was sent without an intent on record`);
  return found;
}

/** Effects at most once, but for those that a person had sent again; nothing that was never sent; nothing confirmed and missing. */
export function checkLedger({ turns, calls, lines, resent }) {
  const found = [];
  const confirmed = new Set(
    turns
      .flatMap(({ rows }) => rows)
      .filter(({ type, payload }) => type === 'tool.response' && payload.outcome === 'done')
      .map(({ payload }) => payload.tool_call_id),
  );
  const sent = new Set(calls.filter(wasSent).map(({ id }) => id));
  for (const call of calls) {
    const { entry } = call.arguments;
    if (entry === undefined) continue;
    const count = lines.filter((line) => line.entry === entry).length;
    const allowed = 1 + (resent.get(call.id) ?? 0);
    if (call.tool !== 'look' && count > allowed)
      found.push(`${entry} is in the ledger ${count} times and was sent ${allowed} times`);
    if (count > 0 && !sent.has(call.id)) found.push(`${entry} is in the ledger and its call was never sent`);
    if (count === 0 && confirmed.has(call.id)) found.push(`${entry} was confirmed and is not in the ledger`);
  }
  return found;
}

/** A call that a person went on without after its outcome was unknown is refused in the end, and was sent all the same. */
function wasSent({ state, gate }) {
  return gate === 'unknown_outcome' || ['dispatched', 'settled', 'outcome_unknown'].includes(state);
}
