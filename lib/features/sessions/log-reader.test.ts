import { describe, expect, it, vi } from 'vitest';
import type { LogEvent } from '@/lib/contract/log-event';
import type { EventLog, LogListener } from '@/lib/storage/event-log-port';
import { createLogReader, maxWaiting, maxWaitingChars } from './log-reader';

const key = { organisationId: 'org_1', turnId: '00000000-0000-7000-8000-000000000001' };

/** A log of which a test decides what is announced here and what somebody else wrote. */
function openLog() {
  const stored: LogEvent[] = [];
  let listener: LogListener | undefined;
  let failure: Error | undefined;
  const read = vi.fn<EventLog['read']>(async (_key, after, limit) => {
    if (failure) throw failure;
    return stored.filter((event) => event.sequence_id > after).slice(0, limit);
  });
  const log: EventLog = {
    append: async () => 'written',
    subscribe: (_turn, hear) => {
      listener = hear;
      return () => (listener = undefined);
    },
    read,
    announce: () => undefined,
  };
  const event = (sequenceId: number, content = `${sequenceId} `): LogEvent => ({
    type: 'model.delta',
    thread_id: 'main',
    payload: { message_id: 'msg_1', content },
    turn_id: key.turnId,
    sequence_id: sequenceId,
    created_at: new Date(0).toISOString(),
  });
  return {
    log,
    read,
    /** Committed by this process: stored and told. `from` when deltas were joined. */
    write(sequenceIds: number[], from?: number) {
      const events = sequenceIds.map((sequenceId) => event(sequenceId));
      stored.push(...events);
      listener?.(events, from);
    },
    writeLarge(sequenceId: number, chars: number) {
      const large = event(sequenceId, 'x'.repeat(chars));
      stored.push(large);
      listener?.([large]);
    },
    /** Committed by another process; `isTold` when its word arrives. */
    writeElsewhere(sequenceIds: number[], isTold: boolean) {
      stored.push(...sequenceIds.map((sequenceId) => event(sequenceId)));
      if (isTold) listener?.([]);
    },
    /** Word of how far the log has come. */
    tellEnd(sequenceId: number) {
      listener?.([], sequenceId);
    },
    fail(error: Error | undefined) {
      failure = error;
    },
  };
}

function readFrom(opened: ReturnType<typeof openLog>, afterSequenceId = 0) {
  const stop = new AbortController();
  const reader = createLogReader(opened.log, key, { afterSequenceId, signal: stop.signal });
  const seen: number[] = [];
  return {
    reader,
    seen,
    stop,
    async until(sequenceId: number) {
      while (seen.at(-1) !== sequenceId)
        seen.push(...(await reader.next()).map((event) => event.sequence_id));
    },
  };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('a reader of the log', () => {
  it('takes what this process commits from memory', async () => {
    const opened = openLog();
    const follow = readFrom(opened);
    opened.write([1]);
    await follow.until(1);
    const readsBefore = opened.read.mock.calls.length;
    for (const id of range(2, 50)) {
      opened.write([id]);
      await follow.until(id);
    }
    expect(opened.read.mock.calls.length).toBe(readsBefore);
  });

  it('takes joined deltas from memory although their numbers leap', async () => {
    const opened = openLog();
    const follow = readFrom(opened);
    opened.write([1]);
    await follow.until(1);
    const readsBefore = opened.read.mock.calls.length;
    opened.write([9], 2);
    await follow.until(9);
    expect(opened.read.mock.calls.length).toBe(readsBefore);
  });

  it('skips nothing when another process wrote in between and this one goes on', async () => {
    const opened = openLog();
    const follow = readFrom(opened);
    opened.write([1, 2]);
    await follow.until(2);
    opened.writeElsewhere([3, 4, 5], false);
    opened.write([6]);
    await follow.until(6);
    expect(follow.seen).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('reads at once when another process says that it wrote, however often that is', async () => {
    // The clock stands still, so that the poll cannot help.
    vi.useFakeTimers();
    try {
      const opened = openLog();
      const follow = readFrom(opened);
      opened.write([1]);
      await follow.until(1);
      for (const id of range(2, 20)) {
        const next = follow.until(id);
        opened.writeElsewhere([id], true);
        await next;
      }
      expect(follow.seen).toEqual(range(1, 20));
    } finally {
      vi.useRealTimers();
    }
  });

  it('reads when the log has come further than itself, and not when it has not', async () => {
    const opened = openLog();
    const follow = readFrom(opened);
    opened.write([1, 2]);
    await follow.until(2);
    const readsBefore = opened.read.mock.calls.length;
    const next = follow.until(3);
    opened.tellEnd(2);
    opened.write([3]);
    await next;
    opened.write([4]);
    opened.tellEnd(4);
    await follow.until(4);
    expect(opened.read.mock.calls.length).toBe(readsBefore);
    opened.writeElsewhere([5], false);
    opened.tellEnd(5);
    await follow.until(5);
    expect(follow.seen).toEqual([1, 2, 3, 4, 5]);
  });

  it('holds no more than its bound for a client that does not read, and gives everything later in order', async () => {
    const opened = openLog();
    const follow = readFrom(opened);
    let waitingMost = 0;
    for (const id of range(1, 20 * maxWaiting)) {
      opened.write([id]);
      waitingMost = Math.max(waitingMost, follow.reader.waitingCount);
    }
    expect(waitingMost).toBeLessThanOrEqual(maxWaiting);
    await follow.until(20 * maxWaiting);
    expect(follow.seen).toEqual(range(1, 20 * maxWaiting));
  });

  it('holds as few characters as that for large events, and gives them later all the same', async () => {
    const opened = openLog();
    const follow = readFrom(opened);
    const each = 64 * 1024;
    let most = 0;
    for (const id of range(1, 100)) {
      opened.writeLarge(id, each);
      most = Math.max(most, follow.reader.waitingCount);
    }
    expect(most).toBeGreaterThan(1);
    expect(most * each).toBeLessThanOrEqual(maxWaitingChars);
    await follow.until(100);
    expect(follow.seen).toEqual(range(1, 100));
  });

  it('waits for a database that is away and goes on without loss or repetition', async () => {
    const opened = openLog();
    const follow = readFrom(opened);
    opened.write([1]);
    await follow.until(1);
    opened.fail(Object.assign(new Error('away'), { code: '57P03' }));
    opened.writeElsewhere([2, 3], true);
    expect(await follow.reader.next()).toEqual([]);
    opened.fail(undefined);
    await follow.until(3);
    expect(follow.seen).toEqual([1, 2, 3]);
  });

  it('does not hide a bug behind waiting', async () => {
    const opened = openLog();
    const follow = readFrom(opened);
    opened.fail(new TypeError('a bug'));
    await expect(follow.reader.next()).rejects.toThrow('a bug');
  });

  it('stops waiting when its stream is closed', async () => {
    const opened = openLog();
    const follow = readFrom(opened);
    await follow.reader.next();
    const waiting = follow.reader.next();
    follow.stop.abort();
    expect(await waiting).toEqual([]);
  });
});
