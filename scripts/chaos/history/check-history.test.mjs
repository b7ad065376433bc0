import { describe, expect, test } from 'vitest';
import { checkHistory } from './check-history.mjs';
import { asListed, asStreamed } from './project.mjs';

const turnId = 'turn-1';
const script = {
  id: 's',
  steps: [{ words: 2, calls: [{ tool: 'ledger__append', args: { entry: 's' } }] }, { words: 1 }],
};

/** A turn that speaks, calls the ledger and speaks again, as it is stored when nothing went wrong. */
function goodHistory() {
  const message = (messageId, content, calls) => [
    row('model.delta', { message_id: messageId, content: content.slice(0, 3) }),
    row('model.delta', { message_id: messageId, content: content.slice(3), finish_reason: 'stop' }),
    row('model.message', { message_id: messageId, content, tool_calls: calls, finish_reason: 'stop' }),
  ];
  const rows = [
    row('turn.created', { status: 'running' }),
    ...message('msg_1', 's.0.0 s.0.1 ', [{ id: 'call_1' }]),
    row('tool.dispatched', { tool_call_id: 'call_1' }),
    row('tool.response', { tool_call_id: 'call_1', outcome: 'done', content: 'noted s' }),
    ...message('msg_2', 's.1.0 ', []),
    row('turn.done', { status: 'done' }),
  ].map((one, index) => ({ ...one, sequence_id: index + 1 }));
  const turn = { id: turnId, run_id: 'run-1', status: 'done', output: [] };
  const one = {
    turn,
    rows,
    writes: rows.map(({ sequence_id: id, type: what }) => write(id, what, 'a-1', 'host/100/x')),
    isTrimmed: false,
    shown: { status: 'done' },
    listed: rows.flatMap((row_) => asListed(row_) ?? []),
  };
  const call = { id: 'call_1', state: 'settled', gate: null, tool: 'append', arguments: { entry: 's' } };
  return {
    sessions: [{ sessionId: 'ses_1', turns: [one], calls: [call] }],
    acknowledged: new Set([turnId]),
    scripts: new Map([[turnId, script]]),
    stories: [
      { turnId, received: rows.flatMap((row_) => asStreamed(row_) ?? []), isDone: true, statuses: [200] },
    ],
    resent: new Map(),
    lines: [{ entry: 's' }],
    writers: new Map([
      ['a-1', 100],
      ['b-1', 200],
    ]),
    mayRun: false,
  };
}

const row = (type, payload) => ({ turn_id: turnId, type, thread_id: 'main', payload });
const write = (id, what, writer, owner) => ({ sequence_id: id, what, writer, owner });

/** What the checker says when `doctor` has changed one thing of a good history. */
function verdictOn(doctor) {
  const history = goodHistory();
  const [session] = history.sessions;
  doctor({ history, session, one: session.turns[0], rows: session.turns[0].rows, story: history.stories[0] });
  return checkHistory(history)
    .map(({ problem }) => problem)
    .join('\n');
}

const without = (list, index) => list.splice(index, 1);
const indexOf = (rows, type) => rows.findIndex((one) => one.type === type);

describe('the checker', () => {
  test('finds nothing where nothing went wrong', () => {
    expect(verdictOn(() => undefined)).toBe('');
  });

  test.each([
    [
      'a delta that is lost',
      ({ rows }) => without(rows, indexOf(rows, 'model.delta')),
      /were written and are gone/,
    ],
    [
      'a delta that was never written',
      ({ rows, one }) => (without(rows, 1), without(one.writes, 1)),
      /the deltas of message msg_1 say/,
    ],
    [
      'a result that is lost',
      ({ rows }) => without(rows, indexOf(rows, 'tool.response')),
      /the list has 1 events/,
    ],
    [
      'two ends',
      ({ rows }) => rows.push({ ...rows.at(-1), sequence_id: rows.length + 1 }),
      /turn\.done is there 2 times/,
    ],
    [
      'an event after the end',
      ({ rows }) => rows.push({ ...rows[1], sequence_id: rows.length + 1 }),
      /model\.delta comes after turn\.done/,
    ],
    ['no beginning', ({ rows }) => without(rows, 0), /turn\.created is there 0 times/],
    [
      'events written out of order',
      ({ one }) => one.writes.push(write(3, 'model.delta', 'a-1', 'host/100/x')),
      /event 3 was written after event/,
    ],
    [
      'a row of a process that did not hold the turn',
      ({ one }) => (one.writes[3].writer = 'b-1'),
      /written by b-1 \(200\) while host\/100\/x held the turn/,
    ],
    [
      'an event that a client never got',
      ({ story }) => without(story.received, 2),
      /the stream lacks 1 events/,
    ],
    [
      'an event that a client got twice',
      ({ story }) => story.received.splice(2, 0, story.received[2]),
      /the stream showed 1 events twice/,
    ],
    [
      'events that a client got in another order',
      ({ story }) => story.received.reverse(),
      /the stream has the events in another order/,
    ],
    ['a client that never saw the end', ({ story }) => (story.isDone = false), /never saw turn\.done/],
    [
      'a line of the ledger too many',
      ({ history }) => history.lines.push({ entry: 's' }),
      /in the ledger 2 times/,
    ],
    [
      'a confirmed effect without a line',
      ({ history }) => history.lines.pop(),
      /confirmed and is not in the ledger/,
    ],
    [
      'an effect of a call that was never sent',
      ({ session }) => (session.calls[0].state = 'gated'),
      /its call was never sent/,
    ],
    [
      'an unknown outcome that nobody was told',
      ({ session }) => (session.calls[0].state = 'dispatched'),
      /its outcome is unknown, and nobody was told/,
    ],
    [
      'a turn that was acknowledged and lost',
      ({ history }) => history.acknowledged.add('turn-2'),
      /is not stored/,
    ],
    ['a turn without an end', ({ one }) => (one.turn.status = 'running'), /the turn has no end/],
    [
      'words that the model never said',
      ({ history }) => history.scripts.set(turnId, { ...script, id: 't' }),
      /the script says/,
    ],
    [
      'a step that was left out',
      ({ history }) => history.scripts.set(turnId, { ...script, steps: [...script.steps, { words: 1 }] }),
      /2 of 3 steps were said/,
    ],
    [
      'a status of the API that is not the stored one',
      ({ one }) => (one.shown.status = 'error'),
      /the API says error and the turn is done/,
    ],
  ])('finds %s', (_what, doctor, expected) => {
    expect(verdictOn(doctor)).toMatch(expected);
  });

  test('allows one line more for each time that a person had a call sent again', () => {
    const again = ({ history }) => {
      history.lines.push({ entry: 's' });
      history.resent.set('call_1', 1);
    };
    expect(verdictOn(again)).toBe('');
  });
});
