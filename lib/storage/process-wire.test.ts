import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { newTurnId } from '@/lib/platform/ids';
import { createEventLog } from './event-log';
import type { NumberedEvent } from './event-log-port';
import { openProcessWire } from './process-wire';
import { openTurnBench } from './turn-bench.test-support';

const bench = openTurnBench();
const { DATABASE_URL = '' } = process.env;
const opened: ReturnType<typeof openProcessWire>[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((wire) => wire.close()));
});
afterAll(() => bench.close());

const soon = { timeout: 15_000, interval: 5 };

function open() {
  const wire = openProcessWire(DATABASE_URL);
  opened.push(wire);
  return wire;
}

/** Two processes that have heard of each other. */
async function openTwo() {
  const [here, there] = [open(), open()];
  const [probe, heard] = [newTurnId(), new Set<string>()];
  here.onTurn((turnId) => heard.add(`here ${turnId}`));
  there.onTurn((turnId) => heard.add(`there ${turnId}`));
  await vi.waitFor(() => {
    here.tellTurn(probe);
    there.tellTurn(probe);
    expect(heard).toEqual(new Set([`here ${probe}`, `there ${probe}`]));
  }, soon);
  return { here, there };
}

const delta = (sequenceId: number, content: string): NumberedEvent => ({
  type: 'model.delta',
  thread_id: 'main',
  sequence_id: sequenceId,
  payload: { message_id: 'msg_1', content },
});

describe('processes on one database', () => {
  it('wake the readers of a turn that another one writes, and the log has what they were woken for', async () => {
    const { here, there } = await openTwo();
    const writer = createEventLog(bench.database.pool, { wire: here });
    const reader = createEventLog(bench.database.pool, { wire: there });
    const { key } = await bench.start(await bench.session());
    const read: Promise<unknown[]>[] = [];
    reader.subscribe(key, (events) => {
      expect(events).toEqual([]);
      read.push(reader.read(key, 1, 10));
    });
    await writer.append(key, { events: [delta(2, 'hello')] });
    await vi.waitFor(() => expect(read.length).toBeGreaterThan(0), soon);
    expect(await read[0]).toHaveLength(1);
  });

  it('tell each other of ends and of turns to look at, and nobody hears their own word', async () => {
    const { here, there } = await openTwo();
    const own: unknown[] = [];
    here.onLog((note) => own.push(note));
    here.onTurn((turnId) => own.push(turnId));
    const turnId = newTurnId();
    const [logs, turns]: [unknown[], string[]] = [[], []];
    there.onLog((note) => logs.push(note));
    there.onTurn((id) => turns.push(id));
    const log = createEventLog(bench.database.pool, { wire: here });
    log.wake(turnId);
    here.tellTurn(turnId);
    await vi.waitFor(() => {
      expect(logs).toEqual([{ turnId, sequenceId: 0 }]);
      expect(turns).toContain(turnId);
    }, soon);
    expect(own).not.toContain(turnId);
    expect(own).not.toContainEqual({ turnId, sequenceId: 0 });
  });

  it('send what gathers as few notifications, and the newest number of a turn is in it', async () => {
    const { here, there } = await openTwo();
    const turnIds = Array.from({ length: 400 }, () => newTurnId());
    const heard = new Map<string, number>();
    let words = 0;
    there.onLog(({ turnId, sequenceId }) => {
      heard.set(turnId, sequenceId);
      words += 1;
    });
    for (let sequence = 1; sequence <= 50; sequence += 1)
      for (const turnId of turnIds) here.tellLog(turnId, sequence);
    await vi.waitFor(() => expect(heard.size).toBe(400), soon);
    expect(new Set(heard.values())).toEqual(new Set([50]));
    expect(words).toBe(400);
  });

  it('come back after their connection was cut, and tell that something may have been missed', async () => {
    const { here, there } = await openTwo();
    let gaps = 0;
    there.onGap(() => (gaps += 1));
    await bench.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tackroom-wire'`,
    );
    await vi.waitFor(() => expect(gaps).toBeGreaterThan(0), soon);
    const turnId = newTurnId();
    const heard: string[] = [];
    there.onTurn((id) => heard.push(id));
    await vi.waitFor(() => {
      here.tellTurn(turnId);
      expect(heard).toContain(turnId);
    }, soon);
  });
});
