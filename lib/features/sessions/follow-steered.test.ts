import { describe, expect, it } from 'vitest';
import type { LogEvent, LogEventBody } from '@/lib/contract/log-event';
import type { EventLog, LogListener } from '@/lib/storage/event-log-port';
import type { FeatureContext } from '../feature-context';
import { followSteered } from './follow-steered';

const turnId = '00000000-0000-7000-8000-000000000001';
const away = Object.assign(new Error('away'), { code: '57P03' });

/** A turn that runs and says something every time, on a database that can be away. */
function openTurn() {
  const stored: LogEvent[] = [];
  const listeners = new Set<LogListener>();
  let isAway = false;
  const log: EventLog = {
    append: async () => 'written',
    announce: () => undefined,
    subscribe: (_turn, hear) => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    read: async (_key, after, limit) => {
      if (isAway) throw away;
      return stored.filter((event) => event.sequence_id > after).slice(0, limit);
    },
  };
  const write = (...bodies: LogEventBody[]) => {
    for (const body of bodies)
      stored.push({ ...body, turn_id: turnId, sequence_id: stored.length + 1, created_at: '' });
    for (const hear of listeners) hear([]);
  };
  write({
    type: 'turn.created',
    payload: { session_id: 'ses_1', previous_turn_id: null, run_id: 'run_1', status: 'running' },
  });
  return {
    write,
    setAway(value: boolean) {
      isAway = value;
      for (const hear of listeners) hear([]);
    },
    get listenerCount() {
      return listeners.size;
    },
    // Nothing else of the context is reached.
    context: {
      scope: { organisationId: 'org_1' },
      harness: { log, draining: new AbortController().signal },
    } as unknown as FeatureContext,
  };
}

const said = (content: string): LogEventBody => ({
  type: 'model.delta',
  thread_id: 'main',
  payload: { message_id: 'msg_1', content },
});
const steered = (number: number): LogEventBody => ({
  type: 'turn.steered',
  payload: { number, input: [], created_by: 'usr_1' },
});
const usage = {
  input_tokens: 0,
  output_tokens: 0,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  reasoning_tokens: 0,
  cost_usd: 0,
};
const ended: LogEventBody = { type: 'turn.done', payload: { status: 'done', output: [], usage } };

function follow(turn: ReturnType<typeof openTurn>, number: number, signal = new AbortController().signal) {
  const steer = { number, afterSequenceId: 1 };
  const batches = followSteered(turn.context, { turnId, steer, signal });
  return {
    async next() {
      const { done, value } = await batches.next();
      return done ? undefined : value.map((event) => event.type);
    },
    async rest() {
      const types: string[] = [];
      for await (const batch of batches) types.push(...batch.map((event) => event.type));
      return types;
    },
  };
}

describe('the stream of a message that joined a turn', () => {
  it('begins with the turn at once and goes on with what follows its own message', async () => {
    const turn = openTurn();
    const stream = follow(turn, 2);
    expect(await stream.next()).toEqual(['turn.created']);
    turn.write(said('before'), steered(1), said('to the first'));
    const rest = stream.rest();
    turn.write(steered(2), said('to the second'), ended);
    expect(await rest).toEqual(['model.message', 'turn.done']);
    expect(turn.listenerCount).toBe(0);
  });

  it('tells the end of a turn that ended without the message', async () => {
    const turn = openTurn();
    const stream = follow(turn, 1);
    turn.write(said('before'), ended);
    expect(await stream.rest()).toEqual(['turn.created', 'turn.done']);
  });

  it('stays open while the database is away, before its first event and while it waits for its message', async () => {
    const turn = openTurn();
    const stream = follow(turn, 1);
    turn.setAway(true);
    const first = stream.next();
    await new Promise((resolve) => setImmediate(resolve));
    turn.setAway(false);
    expect(await first).toEqual(['turn.created']);
    turn.setAway(true);
    const rest = stream.rest();
    await new Promise((resolve) => setImmediate(resolve));
    turn.setAway(false);
    turn.write(steered(1), said('Yes'), ended);
    expect(await rest).toEqual(['model.message', 'turn.done']);
  });

  it('ends when nobody listens any more', async () => {
    const stop = new AbortController();
    const turn = openTurn();
    const stream = follow(turn, 1, stop.signal);
    await stream.next();
    const rest = stream.rest();
    stop.abort();
    expect(await rest).toEqual([]);
    expect(turn.listenerCount).toBe(0);
  });
});
