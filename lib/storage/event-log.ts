import type { LogEvent } from '@/lib/contract/log-event';
import type { Pool } from 'pg';
import type { AppendResult, EventLog, NumberedEvent, TurnKey } from './event-log-port';
import { mergeDeltas } from './merge-deltas';
import type { StepRecord } from './step-record';
import { readEvents } from './read-events';
import { writeBatch, type BatchTurn } from './write-batch';

type Waiter = { resolve(result: AppendResult): void; reject(error: unknown): void };
type PendingTurn = BatchTurn & { waiters: Waiter[] };

const retryDelayMs = 250;
const giveUpAfterMs = 30_000;

/**
 * The log on PostgreSQL with natural group commit: one loop takes everything that waits, of all turns, writes it in
 * one statement and repeats. An event that comes alone waits for one commit; the more come, the larger the batches.
 */
export function createEventLog(pool: Pool): EventLog {
  let pending = new Map<string, PendingTurn>();
  let isWriting = false;
  const listeners = new Map<string, Set<(events: readonly LogEvent[]) => void>>();

  function announce(events: readonly LogEvent[]): void {
    const first = events[0];
    if (!first) return;
    for (const listener of listeners.get(first.turn_id) ?? []) listener(events);
  }

  async function writeLoop(): Promise<void> {
    isWriting = true;
    // One tick later, so that what is appended in the same moment leaves together.
    await Promise.resolve();
    while (pending.size > 0) {
      const batch = [...pending.values()];
      pending = new Map();
      await deliver(batch);
    }
    isWriting = false;
  }

  async function deliver(batch: readonly PendingTurn[]): Promise<void> {
    try {
      const written = await writeWithRetry(pool, batch);
      for (const turn of batch) {
        const createdAt = written.get(keyOf(turn.key));
        if (createdAt) announce(turn.events.map((event) => placed(event, turn.key.turnId, createdAt)));
        for (const waiter of turn.waiters) waiter.resolve(createdAt ? 'written' : 'fenced');
      }
    } catch (error) {
      // A value that one turn cannot store must not take the others with it.
      if (batch.length > 1) for (const turn of batch) await deliver([turn]);
      else for (const waiter of batch[0]?.waiters ?? []) waiter.reject(error);
    }
  }

  return {
    append(key, { events = [], steps = [] }) {
      return new Promise((resolve, reject) => {
        const turn = pending.get(keyOf(key)) ?? { key, events: [], steps: [], waiters: [] };
        pending.set(keyOf(key), turn);
        for (const event of events) pushEvent(turn.events, event);
        for (const step of steps) pushStep(turn.steps, step);
        turn.waiters.push({ resolve, reject });
        if (!isWriting) void writeLoop();
      });
    },
    subscribe(turnId, listener) {
      const set = listeners.get(turnId) ?? new Set();
      listeners.set(turnId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(turnId);
      };
    },
    read: (key, afterSequenceId, limit) => readEvents(pool, key, afterSequenceId, limit),
    announce,
  };
}

function keyOf(key: TurnKey): string {
  return `${key.turnId}:${key.fence}`;
}

function placed(event: NumberedEvent, turnId: string, createdAt: Date): LogEvent {
  return { ...event, turn_id: turnId, created_at: createdAt.toISOString() };
}

function pushEvent(events: NumberedEvent[], event: NumberedEvent): void {
  const last = events.at(-1);
  const merged = last && mergeDeltas(last, event);
  if (merged) events[events.length - 1] = merged;
  else events.push(event);
}

function pushStep(steps: StepRecord[], step: StepRecord): void {
  const index = steps.findIndex((other) => other.id === step.id);
  if (index === -1) steps.push(step);
  else steps[index] = { ...steps[index], ...step };
}

async function writeWithRetry(pool: Pool, batch: readonly BatchTurn[]): Promise<Map<string, Date>> {
  const deadline = Date.now() + giveUpAfterMs;
  for (;;) {
    try {
      return await writeBatch(pool, batch);
    } catch (error) {
      if (isDataError(error) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
    }
  }
}

/** SQLSTATE classes 22 (data) and 23 (integrity): trying again cannot help. Anything else may be an outage. */
function isDataError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'string' && /^(22|23|42)/.test(error.code);
}
