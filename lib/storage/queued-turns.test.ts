import { afterAll, describe, expect, it } from 'vitest';
import { cancelTurns, cancelTurnsOf } from './cancel-turns';
import { createTurn, queuedTurnsMax, type NewTurn, type QueuedTurn } from './create-turn';
import { readEvents } from './read-events';
import { findSession } from './sessions';
import { openTurnBench, quietEnd } from './turn-bench.test-support';
import { findTurn, listTurns } from './turns';

const bench = openTurnBench();
afterAll(() => bench.close());

const sessionKey = (sessionId: string) => ({ organisationId: bench.scope.organisationId, sessionId });

async function ask(sessionId: string, ifRunning: NewTurn['ifRunning'], change: Partial<NewTurn> = {}) {
  return createTurn(bench.scope, bench.newTurn(sessionId, { ifRunning, ...change }));
}

async function queue(
  sessionId: string,
  ifRunning: NewTurn['ifRunning'] = 'queue',
  change: Partial<NewTurn> = {},
): Promise<QueuedTurn> {
  const outcome = await ask(sessionId, ifRunning, change);
  if (outcome.status !== 'queued') throw new Error(`The turn was not queued: ${outcome.status}.`);
  return outcome;
}

const eventsOf = (turnId: string) =>
  readEvents(bench.database.pool, { organisationId: bench.scope.organisationId, turnId }, 0, 100);
const typesOf = async (turnId: string) => (await eventsOf(turnId)).map((event) => event.type);
const lastEvent = async (turnId: string) => (await eventsOf(turnId)).at(-1);

const turnOf = (sessionId: string, turnId: string) => findTurn(bench.scope, sessionId, turnId);
const allow = (id: string) => ({ toolCallId: id, threadId: 'main', decision: { status: 'allow' as const } });

/** A running turn's call that asks a person. */
const askingCall = (id: string, { sessionId, runId }: { sessionId: string; runId: string }) => ({
  id,
  sessionId,
  runId,
  threadId: 'main',
  stepId: `stp_${id}`,
  server: 'shop',
  tool: 'refund',
  toolDigest: 'sha256:tool',
  arguments: {},
  argumentsDigest: 'sha256:args',
  gate: 'approval' as const,
  gateReason: 'asks',
  expiresAt: new Date(Date.now() + 60_000),
});
const waitingEnd = (sequenceId: number) => ({ ...quietEnd(sequenceId), runStatus: 'waiting' as const });

/** A session whose turn ended with a call that waits. */
async function waitingSession(callId: string): Promise<{ sessionId: string; turnId: string }> {
  const sessionId = await bench.session();
  const { key, runId } = await bench.start(sessionId);
  await bench.store.gate(key, [askingCall(callId, { sessionId, runId })]);
  await bench.store.finish(key, waitingEnd(2));
  return { sessionId, turnId: key.turnId };
}

describe('a turn that comes while another runs', () => {
  it('is refused for all but one of a hundred that race with "reject"', async () => {
    const sessionId = await bench.session();
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => ask(sessionId, 'reject')));
    expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 'running')).toHaveLength(99);
  });

  it('waits with a log of its own and starts when the running one has ended', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    const queued = await queue(sessionId);
    expect(await turnOf(sessionId, queued.turnId)).toMatchObject({ status: 'queued', started_at: null });
    expect(await bench.store.promote(sessionKey(sessionId))).toBeUndefined();
    expect(await bench.store.finish(key, quietEnd(2))).toMatchObject({ status: 'written', hasQueued: true });
    expect((await findSession(bench.scope, sessionId))?.state).toBe('queued');
    const promoted = await bench.store.promote(sessionKey(sessionId));
    expect(promoted?.key).toEqual({ ...key, turnId: queued.turnId });
    expect(promoted?.started).toEqual(await lastEvent(queued.turnId));
    expect(await turnOf(sessionId, queued.turnId)).toMatchObject({
      status: 'running',
      previous_turn_id: key.turnId,
    });
    expect(await typesOf(queued.turnId)).toEqual(['turn.created', 'turn.started']);
  });

  it('tells its place in the queue, which moves up as others start or leave', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    const [first, second, third] = [await queue(sessionId), await queue(sessionId), await queue(sessionId)];
    const places = () =>
      Promise.all(
        [key, first, second, third].map(
          async ({ turnId }) => (await turnOf(sessionId, turnId))?.queue_position,
        ),
      );
    expect(await places()).toEqual([null, 1, 2, 3]);
    await cancelTurns(bench.scope, { sessionId, turnId: second.turnId });
    expect(await places()).toEqual([null, 1, null, 2]);
    await bench.store.finish(key, quietEnd(2));
    await bench.store.promote(sessionKey(sessionId));
    expect(await places()).toEqual([null, null, null, 1]);
    const listed = await listTurns(bench.scope, { sessionId, order: 'asc', limit: 10 });
    expect(listed.data.map((turn) => turn.queue_position)).toEqual([null, null, null, 1]);
  });

  it('starts once, however many try to start it', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    await queue(sessionId);
    await queue(sessionId);
    await bench.store.finish(key, quietEnd(2));
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => bench.store.promote(sessionKey(sessionId))),
    );
    expect(tries.filter((promoted) => promoted !== undefined)).toHaveLength(1);
  });

  it('never waits unknown to the turn before, also when that one ends at the same moment', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 60; round += 1) {
      const sessionId = await bench.session();
      const { key } = await bench.start(sessionId);
      const [finish, outcome] = await Promise.all([
        bench.store.finish(key, quietEnd(2)),
        ask(sessionId, round % 2 === 0 ? 'queue' : 'cancel'),
      ]);
      seen.add(outcome.status);
      expect(finish).toMatchObject({ status: 'written', hasQueued: outcome.status === 'queued' });
    }
    expect([...seen].every((status) => status === 'queued' || status === 'created')).toBe(true);
  });

  it('goes in the order of arrival, each from the turn that ended last', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    const first = await queue(sessionId);
    const second = await queue(sessionId);
    await bench.store.finish(key, quietEnd(2));
    const one = await bench.store.promote(sessionKey(sessionId));
    expect(one?.key.turnId).toBe(first.turnId);
    const end = one && (await bench.store.finish(one.key, quietEnd(3)));
    expect(end).toMatchObject({ status: 'written', hasQueued: true });
    const two = await bench.store.promote(sessionKey(sessionId));
    expect(two?.started.payload).toEqual({ previous_turn_id: first.turnId });
    expect(two && (await bench.store.finish(two.key, quietEnd(3)))).toMatchObject({ hasQueued: false });
    expect(second.turnId).toBe(two?.key.turnId);
  });

  it('keeps the turn it was told to go on from', async () => {
    const sessionId = await bench.session();
    const first = await bench.start(sessionId);
    await bench.store.finish(first.key, quietEnd(2));
    const second = await bench.start(sessionId);
    const queued = await queue(sessionId, 'queue', { previousTurnId: first.key.turnId });
    await bench.store.finish(second.key, quietEnd(2));
    await bench.store.promote(sessionKey(sessionId));
    expect(await turnOf(sessionId, queued.turnId)).toMatchObject({ previous_turn_id: first.key.turnId });
  });

  it('cannot be gone on from before it has begun', async () => {
    const sessionId = await bench.session();
    await bench.start(sessionId);
    const { turnId } = await queue(sessionId);
    expect((await ask(sessionId, 'queue', { previousTurnId: turnId })).status).toBe('unknown_previous_turn');
  });

  it('is refused when so many wait that the queue is full', async () => {
    const sessionId = await bench.session();
    await bench.start(sessionId);
    for (let count = 0; count < queuedTurnsMax; count += 1) await queue(sessionId);
    expect((await ask(sessionId, 'queue')).status).toBe('queue_full');
    // One that stops the running turn takes the place of all that wait.
    expect((await queue(sessionId, 'cancel')).ended).toHaveLength(queuedTurnsMax);
  });

  it('with "cancel" stops the running turn for good, in the words of that, and ends those that waited', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    const waited = await queue(sessionId);
    const next = await queue(sessionId, 'cancel');
    expect(next.stoppedTurnId).toBe(key.turnId);
    expect((await bench.store.renew([key])).get(key.turnId)).toEqual({
      stopRequest: 'cancelled-for-next-turn',
      steerCount: 0,
    });
    expect(await turnOf(sessionId, waited.turnId)).toMatchObject({
      status: 'cancelled',
      cancellation_reason: 'cancelled-for-next-turn',
    });
    expect(await typesOf(waited.turnId)).toEqual(['turn.created', 'turn.done']);
    expect(next.ended.map((event) => event.turn_id)).toEqual([waited.turnId]);
  });

  it('starts at once when the running one has just ended, and ends what was queued', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    const waited = await queue(sessionId);
    await bench.store.finish(key, quietEnd(2));
    expect((await ask(sessionId, 'reject')).status).toBe('running');
    expect(await ask(sessionId, 'queue')).toMatchObject({ status: 'queued', canStart: true });
    expect(await ask(sessionId, 'cancel')).toMatchObject({
      status: 'created',
      previousTurnId: key.turnId,
      ended: [{ turn_id: waited.turnId }, {}],
    });
  });
});

describe('a turn that is queued while calls wait', () => {
  it('lets the turn that resumes them go ahead and follows that one', async () => {
    const { sessionId } = await waitingSession('call_ahead');
    const queued = await queue(sessionId);
    expect((await findSession(bench.scope, sessionId))?.state).toBe('waiting');
    expect(await bench.store.promote(sessionKey(sessionId))).toBeUndefined();
    const resumed = await bench.start(sessionId, { decisions: [allow('call_ahead')] });
    expect(await bench.store.finish(resumed.key, quietEnd(2))).toMatchObject({ hasQueued: true });
    await bench.store.promote(sessionKey(sessionId));
    expect(await turnOf(sessionId, queued.turnId)).toMatchObject({
      status: 'running',
      previous_turn_id: resumed.key.turnId,
    });
  });

  it('starts when they have expired, and closes them as an ordinary start does', async () => {
    const { sessionId, turnId } = await waitingSession('call_expiring');
    const queued = await queue(sessionId);
    const found = async () =>
      (await bench.store.promotable(1000)).some((session) => session.sessionId === sessionId);
    expect(await found()).toBe(false);
    await bench.database.pool.query(
      "UPDATE tool_call SET expires_at = now() - interval '1 second' WHERE session_id = $1",
      [sessionId],
    );
    expect(await found()).toBe(true);
    expect((await bench.store.promote(sessionKey(sessionId)))?.key.turnId).toBe(queued.turnId);
    const [call] = await bench.store.calls(bench.scope.organisationId, sessionId, ['call_expiring']);
    expect(call?.state).toBe('refused');
    expect(await turnOf(sessionId, queued.turnId)).toMatchObject({ previous_turn_id: turnId });
  });

  it('is the only way in: "cancel", "steer" and "reject" are refused as a message is', async () => {
    const { sessionId } = await waitingSession('call_only');
    const statuses = [];
    for (const ifRunning of ['cancel', 'steer', 'reject'] as const)
      statuses.push((await ask(sessionId, ifRunning)).status);
    expect(statuses).toEqual(['pending', 'pending', 'pending']);
  });
});

describe('stopping', () => {
  it.each(['before', 'after'] as const)(
    'a turn that is about to wait holds it to that, %s its calls are stored',
    async (moment) => {
      const sessionId = await bench.session();
      const { key, runId } = await bench.start(sessionId);
      const calls = [askingCall(`call_${moment}`, { sessionId, runId })];
      if (moment === 'after') await bench.store.gate(key, calls);
      const next = await queue(sessionId, 'cancel');
      await cancelTurns(bench.scope, { sessionId, turnId: key.turnId });
      if (moment === 'before') await bench.store.gate(key, calls);
      const stopped = { status: 'stopped', reason: 'cancelled-for-next-turn' };
      expect(await bench.store.finish(key, waitingEnd(2))).toEqual(stopped);
      expect((await turnOf(sessionId, key.turnId))?.status).toBe('running');
      await bench.store.settle(key, { sessionId, id: `call_${moment}`, state: 'refused' });
      const end = { ...quietEnd(3), runStatus: 'cancelled' as const };
      expect(await bench.store.finish(key, end)).toMatchObject({ status: 'written' });
      expect((await bench.store.promote(sessionKey(sessionId)))?.key.turnId).toBe(next.turnId);
    },
  );

  it('a turn whose call has an unknown outcome lets that one wait', async () => {
    const sessionId = await bench.session();
    const { key, runId } = await bench.start(sessionId);
    await cancelTurns(bench.scope, { sessionId });
    await bench.store.gate(key, [
      { ...askingCall('call_unknown', { sessionId, runId }), gate: 'unknown_outcome' },
    ]);
    const end = { ...waitingEnd(2), waitsDespiteStop: true };
    expect(await bench.store.finish(key, end)).toMatchObject({ status: 'written' });
  });

  it('a session ends its queue and asks the running turn to stop', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    const queued = await queue(sessionId);
    const { runningTurnId, ended } = await cancelTurns(bench.scope, { sessionId });
    expect([runningTurnId, ended.map((event) => event.turn_id)]).toEqual([key.turnId, [queued.turnId]]);
    expect(ended).toEqual([await lastEvent(queued.turnId)]);
    await bench.store.finish(key, quietEnd(2));
    expect(await bench.store.promote(sessionKey(sessionId))).toBeUndefined();
    expect((await findSession(bench.scope, sessionId))?.state).toBe('idle');
  });

  it('one queued turn leaves the running one and the others alone', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    const first = await queue(sessionId);
    const second = await queue(sessionId);
    const { runningTurnId, ended } = await cancelTurns(bench.scope, { sessionId, turnId: first.turnId });
    expect([runningTurnId, ended.length]).toEqual([undefined, 1]);
    await bench.store.finish(key, quietEnd(2));
    expect((await bench.store.promote(sessionKey(sessionId)))?.key.turnId).toBe(second.turnId);
  });

  it("a person's turns ends the queued ones as well", async () => {
    const sessionId = await bench.session();
    const actor = { id: 'usr_suspended', name: 'Suspended' };
    const { key } = await bench.start(sessionId, { actor });
    const queued = await queue(sessionId, 'queue', { actor });
    const { runningTurnIds, ended } = await cancelTurnsOf(bench.scope, actor.id);
    expect([runningTurnIds, ended.map((event) => event.turn_id)]).toEqual([[key.turnId], [queued.turnId]]);
  });
});
