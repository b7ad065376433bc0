import type { LogEvent } from '@/lib/contract/log-event';
import type { Pool } from 'pg';
import type { AppendResult, EventLog, LogListener, NumberedEvent, TurnKey } from './event-log-port';
import { databaseTrouble, isDatabaseUnreachable } from './database-unreachable';
import { createGrowthNet } from './growth-net';
import { mergeDeltas } from './merge-deltas';
import type { ProcessWire } from './process-wire-port';
import type { StepRecord } from './step-record';
import { readEvents } from './read-events';
import { writeBatch, type BatchTurn } from './write-batch';

type Waiter = { resolve(result: AppendResult): void; reject(error: unknown): void };
/** `from` is the first sequence number that waits, which joining deltas would otherwise make forget. */
type PendingTurn = BatchTurn & { waiters: Waiter[]; from: number | undefined };

const retryDelayMs = 250;
/** As long as a running turn waits for its database; nothing is given up for an outage of minutes. */
const giveUpAfterMs = 10 * 60_000;
/** A failure that says nothing of the database is tried again this often: two seconds, with everybody waiting. */
const strangeTriesMax = 8;

type LogOptions = {
  /** Connections of readers, who are refused at once when the database is away. Unset, the writer's are used. */
  readers?: Pool;
  wire?: ProcessWire;
  /** Whether a turn runs in this process, which then hears of every growth itself. */
  runsHere?: (turnId: string) => boolean;
};

/**
 * The log on PostgreSQL with natural group commit: one loop takes everything that waits, of all turns, writes it in
 * one statement and repeats. An event that comes alone waits for one commit; the more come, the larger the batches.
 * `wire` tells the other processes after the commit, and wakes readers here when they do; what it loses is found by
 * one query a second for all readers.
 */
export function createEventLog(
  pool: Pool,
  { readers = pool, wire, runsHere = () => false }: LogOptions = {},
): EventLog & { /** A turn's log has grown by a statement that is not ours. */ wake(turnId: string): void } {
  let pending = new Map<string, PendingTurn>();
  let isWriting = false;
  const listeners = new Map<string, { organisationId: string; all: Set<LogListener> }>();
  const net = createGrowthNet(readers, {
    followed: () =>
      [...listeners]
        .map(([turnId, { organisationId }]) => ({ organisationId, turnId }))
        .filter(({ turnId }) => !runsHere(turnId)),
    grown: tellReaders,
  });

  /** `upTo` is how far the log is known to have come. */
  function tellReaders(turnId: string, upTo?: number): void {
    for (const listener of listeners.get(turnId)?.all ?? []) listener([], upTo);
  }

  function announce(events: readonly LogEvent[], from?: number): void {
    const last = events.at(-1);
    if (!last) return;
    for (const listener of listeners.get(last.turn_id)?.all ?? []) listener(events, from);
    wire?.tellLog(last.turn_id, last.sequence_id);
  }

  // Number 0 says that nobody knows how far it has come.
  wire?.onLog(({ turnId, sequenceId }) => tellReaders(turnId, sequenceId || undefined));
  wire?.onGap(() => {
    for (const turnId of listeners.keys()) tellReaders(turnId);
  });

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

  /** What waits behind it is given up with it: a log may end early, but it may not have a hole. */
  function giveUp(turn: PendingTurn, error: unknown): void {
    const behind = pending.get(keyOf(turn.key));
    pending.delete(keyOf(turn.key));
    for (const waiter of [...turn.waiters, ...(behind?.waiters ?? [])]) waiter.reject(error);
  }

  async function deliver(
    batch: readonly PendingTurn[],
    deadline = Date.now() + giveUpAfterMs,
  ): Promise<void> {
    try {
      const written = await writeWithRetry(pool, batch, deadline);
      for (const turn of batch) {
        const createdAt = written.get(keyOf(turn.key));
        if (createdAt) {
          const events = turn.events.map((event) => placed(event, turn.key.turnId, createdAt));
          announce(events, turn.from);
        }
        for (const waiter of turn.waiters) waiter.resolve(createdAt ? 'written' : 'fenced');
      }
    } catch (error) {
      // A value that one turn cannot store must not take the others with it. All of them have the same ten minutes.
      if (batch.length > 1 && !isDatabaseUnreachable(error))
        for (const turn of batch) await deliver([turn], deadline);
      else for (const turn of batch) giveUp(turn, error);
    }
  }

  return {
    append(key, { events = [], steps = [] }) {
      return new Promise((resolve, reject) => {
        const none = { key, events: [], steps: [], waiters: [], from: undefined };
        const turn: PendingTurn = pending.get(keyOf(key)) ?? none;
        pending.set(keyOf(key), turn);
        turn.from ??= events[0]?.sequence_id;
        for (const event of events) pushEvent(turn.events, event);
        for (const step of steps) pushStep(turn.steps, step);
        turn.waiters.push({ resolve, reject });
        if (!isWriting) void writeLoop();
      });
    },
    subscribe({ organisationId, turnId }, listener) {
      const entry = listeners.get(turnId) ?? { organisationId, all: new Set() };
      entry.all.add(listener);
      listeners.set(turnId, entry);
      net.open();
      return () => {
        entry.all.delete(listener);
        if (entry.all.size === 0) listeners.delete(turnId);
        if (listeners.size === 0) net.close();
      };
    },
    read: (key, afterSequenceId, limit) => readEvents(readers, key, afterSequenceId, limit),
    announce,
    wake(turnId) {
      tellReaders(turnId);
      wire?.tellLog(turnId, 0);
    },
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

async function writeWithRetry(
  pool: Pool,
  batch: readonly BatchTurn[],
  deadline: number,
): Promise<Map<string, Date>> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await writeBatch(pool, batch);
    } catch (error) {
      const isStrange = databaseTrouble(error) === undefined && tries >= strangeTriesMax;
      if (isDataError(error) || isStrange || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
    }
  }
}

/**
 * SQLSTATE classes 22 (data), 23 (integrity), 42 (statement) and 54 (too large): trying again cannot help. Anything
 * else may be an outage.
 */
function isDataError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'string' && /^(22|23|42|54)/.test(error.code);
}
