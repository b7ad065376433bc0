import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSeedBench, readEvents, type SeedBench } from './seed-bench.test-support';

let bench: SeedBench;
beforeAll(async () => {
  bench = await openSeedBench();
  await bench.bench.app.clock.measure();
});
afterAll(() => bench.close());
afterEach(() => void vi.restoreAllMocks());

const say = (content: string) => [{ type: 'user.message', content }];
const minutes = 60_000;

/** Sets this process's own clock, which no other process and not the database shares. */
function skewClock(ms: number): void {
  const now = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + ms);
}

async function endedTurn(): Promise<{ sessionId: string; turnId: string; stream: string }> {
  const sessionId = await bench.newSession();
  const [created] = await bench.turn(sessionId, say('reply with 3 words'));
  const turnId = String(created?.turn_id);
  return { sessionId, turnId, stream: `/sessions/${sessionId}/turns/${turnId}/stream?after_sequence_id=1` };
}

describe('the end of a turn that a client was cut off from', () => {
  it.each([60, -60])(
    'is replayed for five minutes also by a process whose clock is %i minutes off',
    async (off) => {
      const { turnId, stream } = await endedTurn();
      skewClock(off * minutes);
      const events = await readEvents(await bench.http(stream));
      expect(events.at(-1)).toMatchObject({ type: 'turn.done', turn_id: turnId });
      await bench.bench.app.database.pool.query(
        "UPDATE turn SET ended_at = ended_at - interval '6 minutes' WHERE id = $1",
        [turnId],
      );
      expect((await bench.http(stream)).status).toBe(412);
    },
  );
});

describe('the stream of a message that joins a turn', () => {
  it('begins with the turn, which resumes where the message was accepted, whatever was asked for', async () => {
    const sessionId = await bench.newSession();
    const turns = `/sessions/${sessionId}/turns`;
    const started = await bench.json(turns, { body: { input: say('reply with 120 words'), stream: false } });
    const turnId = String(started.body.data.id);
    const turn = { organisationId: bench.organisation.scope.organisationId, turnId };
    const types = async () =>
      (await bench.bench.app.harness.log.read(turn, 0, 50)).map((event) => event.type);
    await expect.poll(types, { timeout: 15_000 }).toContain('model.delta');
    const joined = await bench.http(turns, {
      body: { input: say('reply with 3 words'), if_running: 'steer' },
    });
    const frames = (await joined.text()).split('\n\n');
    const [id, data] = (frames[0] ?? '').split('\n');
    expect(JSON.parse(data?.slice('data: '.length) ?? '')).toMatchObject({
      type: 'turn.created',
      turn_id: turnId,
    });
    const place = Number(id?.slice('id: '.length));
    expect(place).toBeGreaterThan(1);
    const headers = { 'last-event-id': String(place) };
    const resumed = await readEvents(await bench.http(`${turns}/${turnId}/stream`, { headers }));
    expect(resumed.every((event) => event.sequence_id > place)).toBe(true);
    expect(resumed.at(-1)).toMatchObject({ type: 'turn.done', status: 'done' });
    // Nothing that the message's own stream brought is missing in what a client that was cut off gets.
    const numbers = new Set(resumed.map((event) => event.sequence_id));
    const brought = frames.slice(1, -1).map((frame) => Number(/^id: (\d+)/.exec(frame)?.[1]));
    expect(brought.filter((number) => !numbers.has(number))).toEqual([]);
  });
});
