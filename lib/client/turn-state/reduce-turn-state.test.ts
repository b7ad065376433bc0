import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamEvent } from '@/lib/contract/event';
import { displayItems, type DisplayItem } from './display-items';
import { pendingCalls } from './pending-calls';
import { reduceTurnState, type TurnAction } from './reduce-turn-state';
import { runSummary } from './run-summary';
import { emptyTurnState, type TurnState } from './turn-state';
import { farAhead, storedOf, streamOf, turnOf, usage, type SampleTurn } from './turn-events.test-support';

const nowMs = Date.parse('2027-01-15T08:00:03.000Z');
const text = fc.string({ unit: 'grapheme', maxLength: 24 });

/** Turns with ids of their own, as a session has them. */
const sampleTurn: fc.Arbitrary<SampleTurn> = fc
  .array(
    fc.record({
      content: text,
      reasoning: text,
      calls: fc.array(
        fc.record({
          argumentsText: fc.json({ maxDepth: 1 }),
          fate: fc.constantFrom('answered', 'asked', 'open'),
        }),
        {
          maxLength: 3,
        },
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((messages) => {
    const turn: SampleTurn = { id: 'turn-1', messages: [], answered: [], asked: [] };
    messages.forEach((message, at) => {
      const calls = message.calls.map((call, index) => {
        const id = `call_${at}_${index}`;
        if (call.fate === 'answered') turn.answered.push(id);
        if (call.fate === 'asked') turn.asked.push(id);
        return { id, server: 'billing', tool: 'find_invoice', argumentsText: call.argumentsText };
      });
      turn.messages.push({ id: `msg_${at}`, content: message.content, reasoning: message.reasoning, calls });
    });
    return turn;
  });

const actionsOf = (events: readonly StreamEvent[]): TurnAction[] =>
  events.map((event) => ({ type: 'turn.event', key: 'local-1', event }));
const fold = (actions: readonly TurnAction[], from: TurnState = emptyTurnState): TurnState =>
  actions.reduce(reduceTurnState, from);
const sent: TurnAction = {
  type: 'turn.sent',
  key: 'local-1',
  input: [{ type: 'user.message', content: 'Say something about turn-1' }],
  at: '2027-01-15T08:00:00.000Z',
};

/** What a reader sees of an item, without the records behind it. */
function shown(item: DisplayItem): unknown {
  switch (item.kind) {
    case 'user':
      return { kind: item.kind, content: item.message.content };
    case 'reasoning':
      return { kind: item.kind, text: item.message.reasoning, isStreaming: item.isStreaming };
    case 'text':
      return {
        kind: item.kind,
        text: item.message.content,
        isStreaming: item.isStreaming,
        usage: item.message.usage,
        stepId: item.message.stepId,
      };
    case 'working':
    case 'notice':
      return { kind: item.kind };
    default:
      return {
        kind: item.kind,
        status: item.status,
        arguments: item.call.argumentsText,
        info: item.call.toolInfo,
        response: item.call.response,
      };
  }
}
const display = (state: TurnState): unknown[] => displayItems(state, nowMs).map(shown);

describe('reduceTurnState', () => {
  it('gives the same state for a prefix and then the rest as for everything at once', () => {
    fc.assert(
      fc.property(sampleTurn, fc.nat(), (turn, at) => {
        const actions = [sent, ...actionsOf(streamOf(turn))];
        const place = at % (actions.length + 1);
        expect(fold(actions.slice(place), fold(actions.slice(0, place)))).toEqual(fold(actions));
      }),
    );
  });

  it('changes nothing for events that it has seen, in whatever order they come again', () => {
    fc.assert(
      fc.property(sampleTurn, fc.infiniteStream(fc.nat()), (turn, picks) => {
        const actions = actionsOf(streamOf(turn));
        const once = fold([sent, ...actions]);
        const again = actions.map(() => actions[(picks.next().value ?? 0) % actions.length] ?? sent);
        expect(fold(again, once)).toBe(once);
      }),
    );
  });

  it('resumes after a lost connection although the server repeats some events', () => {
    fc.assert(
      fc.property(sampleTurn, fc.nat(), fc.nat(), (turn, lostAt, overlap) => {
        const actions = actionsOf(streamOf(turn));
        const lost = lostAt % actions.length;
        const from = Math.max(0, lost - (overlap % 5));
        expect(fold([sent, ...actions.slice(0, lost), ...actions.slice(from)])).toEqual(
          fold([sent, ...actions]),
        );
      }),
    );
  });

  it('shows the same after a reload of stored events as after the stream, whatever the pieces were', () => {
    fc.assert(
      fc.property(sampleTurn, fc.integer({ min: 1, max: 9 }), (turn, pieceLength) => {
        const streamed = fold([sent, ...actionsOf(streamOf(turn, pieceLength))]);
        const loaded: TurnAction = { type: 'turn.loaded', turn: turnOf(turn), events: storedOf(turn) };
        expect(display(fold([loaded]))).toEqual(display(streamed));
        expect(display(fold([loaded], streamed))).toEqual(display(streamed));
      }),
    );
  });

  it('keeps the place of a turn on the page when its stored record replaces it', () => {
    const turn: SampleTurn = {
      id: 'turn-1',
      messages: [{ id: 'm', content: 'Hi', reasoning: '', calls: [] }],
      answered: [],
      asked: [],
    };
    const streamed = fold([sent, ...actionsOf(streamOf(turn))]);
    const loaded = fold([{ type: 'turn.loaded', turn: turnOf(turn), events: storedOf(turn) }], streamed);
    expect(displayItems(loaded, nowMs).map((item) => item.key)).toEqual(
      displayItems(streamed, nowMs).map((item) => item.key),
    );
  });

  it('replaces what a superseded attempt said, calls included', () => {
    const head = { type: 'model.message' as const, thread_id: 'main', message_id: 'm', created_at: farAhead };
    const chunk = (id: string) => [
      { index: 0, id, type: 'function' as const, function: { name: 'find', arguments: '{}' } },
    ];
    const state = fold([
      sent,
      ...actionsOf([
        { ...head, id: '1', sequence_id: 1, content: 'Half a sen', tool_calls: chunk('call_old') },
        { ...head, id: '2', sequence_id: 2, superseded: true },
        { ...head, id: '3', sequence_id: 3, content: 'A whole sentence.', tool_calls: chunk('call_new') },
        { ...head, id: '4', sequence_id: 4, finish_reason: 'tool_calls' },
      ]),
    ]);
    expect(Object.keys(state.calls)).toEqual(['call_new']);
    expect(state.turns[0]?.messages.map((message) => message.content)).toEqual(['A whole sentence.']);
  });
});

describe('decisions', () => {
  const asking: SampleTurn = {
    id: 'turn-1',
    messages: [
      {
        id: 'm1',
        content: '',
        reasoning: '',
        calls: [
          { id: 'call_1', server: 'payments', tool: 'issue_refund', argumentsText: '{"id":"INV-2031"}' },
        ],
      },
    ],
    answered: [],
    asked: ['call_1'],
  };
  const asked = fold([sent, ...actionsOf(streamOf(asking))]);
  const decide: TurnAction = {
    type: 'turn.sent',
    key: 'local-2',
    at: '2027-01-15T08:00:04.000Z',
    input: [
      {
        type: 'user.tool_approval',
        thread_id: 'main',
        tool_call_id: 'call_1',
        approval: { status: 'allow', arguments: { id: 'INV-2032' } },
      },
    ],
  };

  it('waits until a turn decides, and waits again when that turn is refused', () => {
    expect(pendingCalls(asked, nowMs).map((call) => call.id)).toEqual(['call_1']);
    const decided = fold([decide], asked);
    expect(pendingCalls(decided, nowMs)).toEqual([]);
    const refused = fold(
      [{ type: 'turn.refused', key: 'local-2', error: { code: 'conflict', message: 'No.' }, at: farAhead }],
      decided,
    );
    expect(pendingCalls(refused, nowMs).map((call) => call.id)).toEqual(['call_1']);
  });

  it('keeps a decision when the turn that asked is read again later', () => {
    const state = fold(
      [decide, { type: 'turn.loaded', turn: turnOf(asking), events: storedOf(asking) }],
      asked,
    );
    expect(state.calls.call_1?.decision?.turnKey).toBe('local-2');
  });

  it('asks again when the outcome of an allowed call is unknown', () => {
    const again = streamOf({ ...asking, messages: [] }).map((event) =>
      event.type === 'turn.created' ? { ...event, turn_id: 'turn-2', run_id: 'run_turn-1' } : event,
    );
    const first = storedOf(asking).find((event) => event.type === 'tool.approval_required');
    const request = first ? { ...first, sequence_id: 1 } : undefined;
    const [created] = again;
    const events = [created, request].filter((event) => event !== undefined);
    const state = fold(
      [decide, ...events.map((event): TurnAction => ({ type: 'turn.event', key: 'local-2', event }))],
      asked,
    );
    expect(pendingCalls(state, nowMs).map((call) => call.id)).toEqual(['call_1']);
  });

  it('is not pending once the time to decide is over', () => {
    expect(pendingCalls(asked, Date.parse(farAhead))).toEqual([]);
  });

  it('sums the usage of the turns of one run', () => {
    const resumed: SampleTurn = { id: 'turn-2', messages: [], answered: [], asked: [] };
    const state = fold(
      [
        {
          type: 'turn.loaded',
          turn: turnOf(resumed, {
            run_id: 'run_turn-1',
            created_at: '2027-01-15T08:01:00.000Z',
            ended_at: '2027-01-15T08:01:01.000Z',
          }),
          events: [],
        },
      ],
      asked,
    );
    expect(runSummary(state, nowMs)).toMatchObject({
      runId: 'run_turn-1',
      usage: { input_tokens: usage.input_tokens * 2 },
      status: 'waiting',
    });
  });
});
