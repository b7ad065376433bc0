import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEvent } from '@/lib/contract/log-event';
import { noUsage } from '@/lib/contract/usage';
import type { EventLog, LogListener } from '@/lib/storage/event-log-port';
import type { FeatureContext } from '../feature-context';
import { waitForEnd } from './wait-for-end';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const turnId = '00000000-0000-7000-8000-000000000001';
const place = { turn_id: turnId, created_at: '' };
const created: LogEvent = {
  ...place,
  sequence_id: 1,
  type: 'turn.created',
  payload: { session_id: 'ses_1', previous_turn_id: null, run_id: 'run_1', status: 'running' },
};
const done: LogEvent = {
  ...place,
  sequence_id: 2,
  type: 'turn.done',
  payload: { status: 'cancelled', cancellation_reason: 'client-cancelled', output: [], usage: noUsage },
};

/** A turn that another process runs: its log grows in the database, and there is only word of that. */
function openTurn() {
  const stored = [created];
  const listeners = new Set<LogListener>();
  const [gone, draining] = [new AbortController(), new AbortController()];
  const log: EventLog = {
    append: async () => 'written',
    announce: () => undefined,
    subscribe: (_turn, hear) => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    read: async (_key, after) => stored.filter((event) => event.sequence_id > after),
  };
  const context = {
    scope: { organisationId: 'org_1' },
    harness: { log, draining: draining.signal },
  } as unknown as FeatureContext; // Nothing else of the context is reached.
  let isOver = false;
  const waited = waitForEnd(context, { turnId, ms: 10_000, signal: gone.signal }).then(
    () => void (isOver = true),
  );
  return {
    gone,
    draining,
    waited,
    isOver: () => isOver,
    listenerCount: () => listeners.size,
    end() {
      stored.push(done);
      for (const hear of listeners) hear([]);
    },
  };
}

describe('waiting for the end of a turn that runs elsewhere', () => {
  it('is over when its log says so', async () => {
    const turn = openTurn();
    await vi.advanceTimersByTimeAsync(5000);
    expect(turn.isOver()).toBe(false);
    turn.end();
    await turn.waited;
    expect(turn.listenerCount()).toBe(0);
  });

  it('is over after its time, however long a call takes there', async () => {
    const turn = openTurn();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([turn.isOver(), turn.listenerCount()]).toEqual([true, 0]);
  });

  it.each(['gone', 'draining'] as const)('is over when whoever waits is %s', async (who) => {
    const turn = openTurn();
    await vi.advanceTimersByTimeAsync(1000);
    turn[who].abort();
    await turn.waited;
    expect(turn.listenerCount()).toBe(0);
  });
});
