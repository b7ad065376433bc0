import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createEventLog } from '@/lib/storage/event-log';
import type { NumberedEvent } from '@/lib/storage/event-log-port';
import { openTurnBench } from '@/lib/storage/turn-bench.test-support';
import { createLogReader } from './log-reader';

const bench = openTurnBench();
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
afterAll(() => bench.close());

const said = (sequenceId: number): NumberedEvent => ({
  type: 'model.delta',
  thread_id: 'main',
  sequence_id: sequenceId,
  payload: { message_id: 'msg_1', finish_reason: 'stop' },
});

/** Readers, each of a turn of its own, that have read all there is, and the statements sent since. */
async function openReaders(count: number, runsHere?: (turnId: string) => boolean) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const log = createEventLog(bench.database.pool, { ...(runsHere && { runsHere }) });
  const seen = new Map<string, number>();
  const turns = await Promise.all(
    Array.from({ length: count }, async () => (await bench.start(await bench.session())).key),
  );
  const stops = turns.map(() => new AbortController());
  const reading = turns.map(async (key, index) => {
    const { signal } = stops[index] ?? new AbortController();
    const reader = createLogReader(log, key, { afterSequenceId: 0, signal });
    while (!signal.aborted) for (const event of await reader.next()) seen.set(key.turnId, event.sequence_id);
    reader.close();
  });
  await expect.poll(() => seen.size).toBe(count);
  const query = vi.spyOn(bench.database.pool, 'query');
  return {
    turns,
    seen,
    statements: (name: string) =>
      query.mock.calls.filter(([statement]: unknown[]) => Object(statement).name === name).length,
    answers: () => Promise.all(query.mock.results.map(({ value }) => value as Promise<unknown>)),
    async close() {
      for (const stop of stops) stop.abort();
      await Promise.all(reading);
    },
  };
}

describe('what nobody told', () => {
  it('is found by one query a second for a hundred readers, of whom only those concerned read', async () => {
    const readers = await openReaders(100);
    const [grown] = readers.turns;
    if (!grown) throw new Error('There is no turn.');
    // A log that shares nothing with the readers', as in another process whose words are lost.
    await createEventLog(bench.database.pool).append(grown, { events: [said(7)] });
    vi.advanceTimersByTime(1000);
    await expect.poll(() => readers.seen.get(grown.turnId)).toBe(7);
    expect(readers.statements('read-log-ends')).toBe(1);
    expect(readers.statements('read-events')).toBe(1);
    await readers.close();
    vi.advanceTimersByTime(5000);
    expect(readers.statements('read-log-ends')).toBe(1);
  });

  it('is not asked for when the turns run in this process', async () => {
    const readers = await openReaders(2, () => true);
    vi.advanceTimersByTime(5000);
    expect(readers.statements('read-log-ends')).toBe(0);
    await readers.close();
  });

  it('is asked for again after a query that failed', async () => {
    const readers = await openReaders(1);
    const [turn] = readers.turns;
    if (!turn) throw new Error('There is no turn.');
    await createEventLog(bench.database.pool).append(turn, { events: [said(7)] });
    vi.mocked(bench.database.pool.query).mockRejectedValueOnce(new Error('cut') as never);
    vi.advanceTimersByTime(1000);
    await readers.answers().catch(() => undefined);
    vi.advanceTimersByTime(1000);
    await expect.poll(() => readers.seen.get(turn.turnId)).toBe(7);
    await readers.close();
  });
});
