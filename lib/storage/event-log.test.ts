import type { Pool } from 'pg';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createEventLog } from './event-log';
import type { NumberedEvent } from './event-log-port';
import { openTurnBench, quietEnd } from './turn-bench.test-support';

const bench = openTurnBench();
afterAll(() => bench.close());

const delta = (sequenceId: number, content: string): NumberedEvent => ({
  type: 'model.delta',
  thread_id: 'main',
  sequence_id: sequenceId,
  payload: { message_id: 'msg_1', content },
});
const closing = (sequenceId: number): NumberedEvent => ({
  type: 'model.delta',
  thread_id: 'main',
  sequence_id: sequenceId,
  payload: { message_id: 'msg_1', finish_reason: 'stop' },
});

describe('the event log', () => {
  it('keeps the order of a turn and loses nothing that was acknowledged', async () => {
    const log = createEventLog(bench.database.pool);
    const { key } = await bench.start(await bench.session());
    const appends = Array.from({ length: 50 }, (_, index) =>
      log.append(key, { events: [delta(index + 2, `${index} `), closing(index + 100)] }),
    );
    expect(new Set(await Promise.all(appends))).toEqual(new Set(['written']));
    const events = await log.read(key, 1, 1000);
    const text = events
      .map((event) => (event.type === 'model.delta' ? (event.payload.content ?? '') : ''))
      .join('');
    expect(text).toBe(Array.from({ length: 50 }, (_, index) => `${index} `).join(''));
  });

  it('sends deltas of a message that wait together as one', async () => {
    const log = createEventLog(bench.database.pool);
    const { key } = await bench.start(await bench.session());
    await Promise.all(
      ['a', 'b', 'c'].map((text, index) => log.append(key, { events: [delta(index + 2, text)] })),
    );
    const events = await log.read(key, 1, 10);
    expect(events.map((event) => event.payload)).toEqual([{ message_id: 'msg_1', content: 'abc' }]);
  });

  it('delivers an event only after it can be read back', async () => {
    const log = createEventLog(bench.database.pool);
    const { key } = await bench.start(await bench.session());
    const seen: Promise<number>[] = [];
    log.subscribe(key, () => seen.push(log.read(key, 1, 10).then((events) => events.length)));
    await log.append(key, { events: [delta(2, 'x')] });
    expect(await Promise.all(seen)).toEqual([1]);
  });

  it('leaves out what a stale runner writes and lets the rest of the batch stand', async () => {
    const log = createEventLog(bench.database.pool);
    const [stale, fresh] = [
      await bench.start(await bench.session()),
      await bench.start(await bench.session()),
    ];
    await bench.database.pool.query('UPDATE turn SET fence = fence + 1 WHERE id = $1', [stale.key.turnId]);
    const results = await Promise.all([
      log.append(stale.key, { events: [delta(2, 'stale')] }),
      log.append(fresh.key, { events: [delta(2, 'fresh')] }),
    ]);
    expect(results).toEqual(['fenced', 'written']);
    expect(await log.read(stale.key, 1, 10)).toEqual([]);
    expect(await log.read(fresh.key, 1, 10)).toHaveLength(1);
  });

  it('writes nothing to a turn that has ended', async () => {
    const log = createEventLog(bench.database.pool);
    const { key } = await bench.start(await bench.session());
    expect(await bench.store.finish(key, quietEnd(2))).toMatchObject({ status: 'written' });
    expect(await log.append(key, { events: [delta(3, 'late')] })).toBe('fenced');
    expect(await bench.store.finish(key, quietEnd(4))).toEqual({ status: 'fenced' });
  });

  it('stores characters that jsonb cannot hold as replacements instead of failing', async () => {
    const log = createEventLog(bench.database.pool);
    const { key } = await bench.start(await bench.session());
    expect(await log.append(key, { events: [delta(2, 'a\u0000b\ud800c\\u0000')] })).toBe('written');
    const [event] = await log.read(key, 1, 10);
    expect(event?.payload).toMatchObject({ content: 'a\ufffdb\ufffdc\\u0000' });
  });
});

describe('a log that the database does not take', () => {
  const minuteMs = 60_000;
  afterEach(() => void vi.useRealTimers());

  /** Turns that write at the same moment to a database that fails as `fails` says, and what becomes of them. */
  function write(turnCount: number, fails: (turnIds: string[]) => Error | undefined) {
    vi.useFakeTimers();
    // The writer asks for nothing but this.
    const pool = {
      query: async ({ values }: { values: [string[], string[], number[]] }) => {
        const error = fails(values[1]);
        if (error) throw error;
        return { rows: values[1].map((id) => ({ id, fence: 0, created_at: new Date(0) })) };
      },
    } as unknown as Pool;
    const log = createEventLog(pool);
    const results: string[] = [];
    for (let index = 0; index < turnCount; index += 1) {
      const key = { organisationId: 'org_1', turnId: `turn_${index}`, fence: 0 };
      log.append(key, { events: [delta(1, 'x')] }).then(
        (result) => (results[index] = result),
        (error: Error) => (results[index] = error.message),
      );
    }
    return results;
  }

  const failure = (code: string) => Object.assign(new Error(code), { code });

  it('ends one turn whose events are too large at once and stores the others', async () => {
    const results = write(3, (ids) => (ids.includes('turn_1') ? failure('54000') : undefined));
    await vi.advanceTimersByTimeAsync(0);
    expect(results).toEqual(['written', '54000', 'written']);
  });

  it('ends one turn that fails for an unknown reason within seconds, so that the others do not wait for it', async () => {
    const results = write(3, (ids) => (ids.includes('turn_0') ? failure('XX000') : undefined));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(results).toEqual(['XX000', 'written', 'written']);
  });

  it('waits ten minutes for a database that is away, and not ten for each turn', async () => {
    const results = write(20, () => failure('57P01'));
    await vi.advanceTimersByTimeAsync(9 * minuteMs);
    expect(results).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * minuteMs);
    expect(results).toEqual(Array.from({ length: 20 }, () => '57P01'));
  });

  it('gives all turns the same ten minutes when statements only take too long', async () => {
    const results = write(20, () => failure('57014'));
    await vi.advanceTimersByTimeAsync(11 * minuteMs);
    expect(results).toEqual(Array.from({ length: 20 }, () => '57014'));
  });
});
