import type { AgentManifest } from '@/lib/contract/agent-manifest';
import type { LogEvent } from '@/lib/contract/log-event';
import type { ContextMessage } from '@/lib/gateways/model/model-message';
import { addUsage, noUsage } from '@/lib/contract/usage';
import { admitInput, foldTurn, openCalls } from '../context/fold-turn';
import { foldSnapshots } from '../context/turn-snapshot';
import type { Effect, History } from './history.test-support';
import type { SimulatedDatabase, TurnRow } from './simulated-database.test-support';

const sentences = /did not run|before it ran|is not sent from here/;

/** Holds what a world left behind against what the runtime promises. Answers a sentence for each broken promise. */
export function checkHistory(
  database: SimulatedDatabase,
  history: History,
  manifest: AgentManifest,
): string[] {
  const turns = [...database.turns.values()];
  return [
    ...database.violations,
    ...turns.flatMap((turn) => checkTurn(database, turn, manifest)),
    ...checkEffects(database, history),
    ...checkRequests(database, history),
  ];
}

function checkTurn(database: SimulatedDatabase, turn: TurnRow, manifest: AgentManifest): string[] {
  const events = database.eventsOf(turn.id);
  const problems: string[] = [];
  const claim = (isTrue: boolean, problem: string) => void (isTrue || problems.push(`${turn.id} ${problem}`));
  claim(turn.status === 'ended', `is still ${turn.status}`);
  claim(
    events[0]?.type === 'turn.created' && events[0].sequence_id === 1,
    'does not begin with turn.created',
  );
  claim(events.filter((event) => event.type === 'turn.created').length === 1, 'has turn.created twice');
  const ends = events.filter((event) => event.type === 'turn.done').length;
  claim(ends === 1 && events.at(-1)?.type === 'turn.done', `has ${ends} ends, or something after its end`);
  const { finish } = turn;
  // It never began, or it was ended unread because nothing else could be done with it any more.
  if (!finish) return problems;
  problems.push(...checkDeltas(events).map((problem) => `${turn.id} ${problem}`));

  const before = turn.previousTurnId === null ? [] : database.snapshots(turn.previousTurnId);
  const folded = foldTurn({ manifest, events, input: turn.input }, foldSnapshots(before));
  const open = openCalls(folded);
  if (open.length === 0) admitInput(folded);
  const { messages, waitingInput } = folded;
  const kept = foldSnapshots(database.snapshots(turn.id));
  claim(
    JSON.stringify(kept) === JSON.stringify({ messages, waitingInput }),
    'kept another conversation than its log folds to',
  );
  const joined = events.flatMap((event) => (event.type === 'turn.steered' ? [event.payload.number] : []));
  const accepted = turn.steers.map((_, index) => index + 1);
  claim(`${joined}` === `${accepted}`, `took in messages ${joined}, and ${accepted} had joined it`);
  if (finish.runStatus === 'done') claim(open.length === 0, 'is done with calls that have no result');
  if (finish.runStatus === 'waiting') {
    const waits = open.filter((call) => (database.calls.get(call.id)?.gate ?? null) !== null);
    claim(open.length > 0 && waits.length === open.length, 'waits for calls that were not put to anybody');
    const mayWait = waits.every((call) => database.calls.get(call.id)?.gate === 'unknown_outcome');
    claim(
      turn.stopRequest === null || mayWait,
      'waits for a person although it was told to stop before its end',
    );
  }
  const attempts = [...database.steps.values()].filter(
    (step) => step.turnId === turn.id && step.type === 'model_call',
  );
  const paid = attempts.reduce(
    (sum, step) =>
      addUsage(sum, {
        input_tokens: step.inputTokens ?? 0,
        output_tokens: step.outputTokens ?? 0,
        cache_read_tokens: step.cacheReadTokens ?? 0,
        cache_write_tokens: step.cacheWriteTokens ?? 0,
        reasoning_tokens: step.reasoningTokens ?? 0,
        cost_usd: step.costUsd ?? 0,
      }),
    noUsage,
  );
  // A turn that the harness itself broke off may have paid for an attempt whose record could not be written.
  const mayLack = finish.errorCode === 'internal' && paid.cost_usd < finish.usage.cost_usd;
  claim(
    mayLack || JSON.stringify(paid) === JSON.stringify(finish.usage),
    `says it used ${JSON.stringify(finish.usage)} and its attempts ${JSON.stringify(paid)}`,
  );
  return problems;
}

/** What a live reader assembles from deltas is what a list shows, or it is taken back. */
function checkDeltas(events: readonly LogEvent[]): string[] {
  const streamed = new Map<string, string>();
  const takenBack = new Set<string>();
  const whole = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'model.message') whole.set(event.payload.message_id, event.payload.content);
    if (event.type !== 'model.delta') continue;
    const { message_id: id, content = '', superseded } = event.payload;
    if (superseded) takenBack.add(id);
    streamed.set(id, (streamed.get(id) ?? '') + content);
  }
  return [...streamed].flatMap(([id, text]) => {
    if (takenBack.has(id)) return whole.has(id) ? [`took back the finished message ${id}`] : [];
    if (whole.get(id) === text) return [];
    return [`streamed "${text}" of a message that is stored as "${whole.get(id) ?? 'nothing'}"`];
  });
}

function checkEffects(database: SimulatedDatabase, history: History): string[] {
  const logged = [...database.turns.values()].flatMap((turn) => database.eventsOf(turn.id));
  const answers = new Set(
    logged.flatMap((event) => (event.type === 'tool.response' ? [event.payload.content] : [])),
  );
  const markOf = new Map<string, string>();
  /** Calls of turns that were ended unread, whose open ends nobody sees. */
  const unread = new Set<string>();
  for (const event of logged) {
    if (event.type !== 'model.message') continue;
    for (const call of event.payload.model_calls) {
      const mark = /m\d+-\d+/.exec(call.arguments)?.[0] ?? '';
      markOf.set(call.id, mark);
      if (!database.turns.get(event.turn_id)?.finish) unread.add(mark);
    }
  }
  const effects = new Map<string, Effect[]>();
  for (const effect of history.effects)
    if (effect.tool !== 'find' && effect.tool !== 'note')
      effects.set(effect.mark, [...(effects.get(effect.mark) ?? []), effect]);
  const problems = [...effects].flatMap(([mark, sent]) => {
    const tool = sent[0]?.tool ?? '';
    const freely = tool === 'charge' ? 1 : (history.allowed.get(mark) ?? 0);
    const limit = freely + (history.sentAgain.get(mark) ?? 0);
    const unheard = sent.filter(({ answer }) => !answers.has(answer)).length;
    return [
      ...(sent.length > limit
        ? [`${tool} ${mark} took effect ${sent.length} times, with leave for ${limit}`]
        : []),
      ...(!unread.has(mark) && unheard > database.asked.filter((other) => other === mark).length
        ? [`${tool} ${mark} took effect unheard and nobody was asked`]
        : []),
    ];
  });
  const lies = logged.flatMap((event) => {
    if (event.type !== 'tool.response' || !sentences.test(event.payload.content)) return [];
    const mark = markOf.get(event.payload.tool_call_id) ?? '';
    return effects.has(mark)
      ? [`${mark} took effect, and the model was told "${event.payload.content}"`]
      : [];
  });
  return [...problems, ...lies];
}

/** What models were sent: only what the log holds, and each call followed by its one result. */
function checkRequests(database: SimulatedDatabase, history: History): string[] {
  const said = new Set(
    [...database.turns.values()]
      .flatMap((turn) => database.eventsOf(turn.id))
      .flatMap((event) => (event.type === 'model.message' ? [event.payload.content] : [])),
  );
  return history.requests.flatMap(({ sessionId, messages }) => {
    const spoken = messages.flatMap((message) => (message.role === 'assistant' ? [message.content] : []));
    const text = spoken.join(' ');
    const taken = history.failedAttempts.filter((beginning) => text.includes(beginning));
    const foreign = spoken.filter((content) => !said.has(content));
    return [
      ...taken.map((beginning) => `a model was sent "${beginning}…", which a failed attempt had said`),
      ...foreign.map((content) => `a model was sent "${content}", which is not in the log`),
      ...(isPaired(messages) ? [] : [`a model of ${sessionId} was sent calls without their results`]),
    ];
  });
}

function isPaired(messages: readonly ContextMessage[]): boolean {
  let open = new Set<string>();
  for (const message of messages) {
    if (message.role === 'tool') {
      if (!open.delete(message.toolCallId)) return false;
      continue;
    }
    if (open.size > 0) return false;
    if (message.role === 'assistant') open = new Set(message.toolCalls.map(({ id }) => id));
  }
  return open.size === 0;
}
