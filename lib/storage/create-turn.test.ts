import { afterAll, describe, expect, it } from 'vitest';
import { closeOverdueCalls } from './close-overdue-calls';
import { createTurn } from './create-turn';
import type { CallGate, NewCall } from './turn-store-port';
import { openTurnBench, quietEnd } from './turn-bench.test-support';

const bench = openTurnBench();
afterAll(() => bench.close());

const call = (sessionId: string, runId: string, id: string): NewCall => ({
  id,
  sessionId,
  runId,
  threadId: 'main',
  stepId: `stp_${id}`,
  server: 'shop',
  tool: 'refund',
  toolDigest: 'sha256:tool',
  arguments: { id: 1 },
  argumentsDigest: 'sha256:args',
});

/** A session whose last turn ended with calls that wait. */
async function waitingSession(ids: string[], options: { gate?: CallGate; expiresInMs?: number } = {}) {
  const sessionId = await bench.session();
  const { key, runId } = await bench.start(sessionId);
  const expiresAt = new Date(Date.now() + (options.expiresInMs ?? 60_000));
  const waits = { gate: options.gate ?? ('approval' as const), gateReason: 'asks', expiresAt };
  await bench.store.gate(
    key,
    ids.map((id) => ({ ...call(sessionId, runId, id), ...waits })),
  );
  await bench.store.finish(key, { ...quietEnd(2), runStatus: 'waiting' });
  return { sessionId, runId };
}

const allow = (id: string) => ({ toolCallId: id, threadId: 'main', decision: { status: 'allow' as const } });

describe('starting a turn', () => {
  it('accepts exactly one of many that race for a session', async () => {
    const sessionId = await bench.session();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => createTurn(bench.scope, bench.newTurn(sessionId))),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'created')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.status === 'running')).toHaveLength(19);
  });

  it('does not know sessions of another organisation', async () => {
    const other = openTurnBench();
    const outcome = await createTurn(other.scope, other.newTurn(await bench.session()));
    expect(outcome.status).toBe('no_session');
    await other.close();
  });

  it('goes on from the latest turn, or from the one that is named', async () => {
    const sessionId = await bench.session();
    const first = await bench.start(sessionId);
    await bench.store.finish(first.key, quietEnd(2));
    const second = await bench.start(sessionId);
    await bench.store.finish(second.key, quietEnd(2));
    const branch = await bench.start(sessionId, { previousTurnId: first.key.turnId });
    expect([second.previousTurnId, branch.previousTurnId]).toEqual([first.key.turnId, first.key.turnId]);
  });

  it('refuses a message while calls wait, and stores nothing', async () => {
    const { sessionId } = await waitingSession(['call_a']);
    expect(await createTurn(bench.scope, bench.newTurn(sessionId))).toMatchObject({
      status: 'pending',
      calls: [{ id: 'call_a' }],
    });
    const { rows } = await bench.database.pool.query(
      'SELECT count(*)::int AS n FROM turn WHERE session_id = $1',
      [sessionId],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('wants every waiting call decided at once and keeps none of a half answer', async () => {
    const { sessionId } = await waitingSession(['call_a', 'call_b']);
    const half = await createTurn(bench.scope, bench.newTurn(sessionId, { decisions: [allow('call_a')] }));
    expect(half).toMatchObject({ status: 'undecided_calls', calls: [{ id: 'call_b' }] });
    const whole = await createTurn(
      bench.scope,
      bench.newTurn(sessionId, { decisions: [allow('call_a'), allow('call_b')] }),
    );
    expect(whole.status).toBe('created');
  });

  it('resumes the run of the calls that it decides', async () => {
    const { sessionId, runId } = await waitingSession(['call_a']);
    expect((await bench.start(sessionId, { decisions: [allow('call_a')] })).runId).toBe(runId);
  });

  it('lets one of many racing decisions win', async () => {
    const { sessionId } = await waitingSession(['call_a']);
    const decide = () => createTurn(bench.scope, bench.newTurn(sessionId, { decisions: [allow('call_a')] }));
    const outcomes = await Promise.all(Array.from({ length: 10 }, decide));
    expect(outcomes.filter((outcome) => outcome.status === 'created')).toHaveLength(1);
  });

  it('refuses unknown, decided and expired calls and the wrong kind of answer', async () => {
    const waiting = await waitingSession(['call_a']);
    const attempt = async (sessionId: string, id: string) =>
      (await createTurn(bench.scope, bench.newTurn(sessionId, { decisions: [allow(id)] }))).status;
    expect(await attempt(waiting.sessionId, 'call_none')).toBe('unknown_calls');
    const expired = await waitingSession(['call_a'], { expiresInMs: -1000 });
    expect(await attempt(expired.sessionId, 'call_a')).toBe('already_decided');
    const question = await waitingSession(['call_a'], { gate: 'response' });
    expect(await attempt(question.sessionId, 'call_a')).toBe('wrong_kind');
    const decided = await bench.start(waiting.sessionId, { decisions: [allow('call_a')] });
    await bench.store.finish(decided.key, quietEnd(2));
    expect(await attempt(waiting.sessionId, 'call_a')).toBe('already_decided');
  });

  it('refuses decisions for another turn than the one that waits, and stores none of them', async () => {
    const sessionId = await bench.session();
    const first = await bench.start(sessionId);
    await bench.store.finish(first.key, quietEnd(2));
    const second = await bench.start(sessionId);
    const waits = { gate: 'approval' as const, gateReason: 'asks', expiresAt: new Date(Date.now() + 60_000) };
    await bench.store.gate(second.key, [{ ...call(sessionId, second.runId, 'call_a'), ...waits }]);
    await bench.store.finish(second.key, { ...quietEnd(2), runStatus: 'waiting' });
    const elsewhere = bench.newTurn(sessionId, {
      previousTurnId: first.key.turnId,
      decisions: [allow('call_a')],
    });
    expect((await createTurn(bench.scope, elsewhere)).status).toBe('wrong_turn');
    const resumed = await bench.start(sessionId, { decisions: [allow('call_a')] });
    expect(resumed.previousTurnId).toBe(second.key.turnId);
  });

  it('refuses what cannot be done before it says that another turn runs', async () => {
    const sessionId = await bench.session();
    await bench.start(sessionId);
    const status = async (change: Parameters<typeof bench.newTurn>[1]) =>
      (await createTurn(bench.scope, bench.newTurn(sessionId, change))).status;
    expect(await status({ decisions: [allow('call_none')] })).toBe('unknown_calls');
    expect(await status({ previousTurnId: '019aa000-0000-7000-8000-000000000000' })).toBe(
      'unknown_previous_turn',
    );
  });

  it('accepts a message once the waiting calls have expired, and ends the run that waited', async () => {
    const { sessionId, runId } = await waitingSession(['call_a'], { expiresInMs: -1000 });
    await bench.start(sessionId);
    const { rows } = await bench.database.pool.query('SELECT status FROM run WHERE id = $1', [runId]);
    expect(rows).toEqual([{ status: 'cancelled' }]);
  });
});

describe('sending a call', () => {
  it('commits one intent however often it is tried', async () => {
    const sessionId = await bench.session();
    const { key, runId } = await bench.start(sessionId);
    const tries = await Promise.all(
      Array.from({ length: 10 }, () => bench.store.dispatch(key, call(sessionId, runId, 'call_x'))),
    );
    expect(tries.filter((outcome) => outcome === 'dispatched')).toHaveLength(1);
  });

  it('sends a gated call only after it was allowed', async () => {
    const { sessionId, runId } = await waitingSession(['call_a']);
    const next = await bench.start(sessionId, {
      decisions: [{ ...allow('call_a'), decision: { status: 'deny' } }],
    });
    expect(await bench.store.dispatch(next.key, call(sessionId, runId, 'call_a'))).toBe('refused');
  });
});

describe('time that runs out', () => {
  it('closes overdue calls, their steps and the run that waited, without anybody asking', async () => {
    const { runId } = await waitingSession(['call_a'], { expiresInMs: -1000 });
    await closeOverdueCalls(bench.database.pool);
    const run = await bench.database.pool.query('SELECT status FROM run WHERE id = $1', [runId]);
    const calls = await bench.database.pool.query('SELECT state FROM tool_call WHERE run_id = $1', [runId]);
    expect([run.rows, calls.rows]).toEqual([[{ status: 'cancelled' }], [{ state: 'refused' }]]);
  });

  it('ends a turn that cannot be used with the context of the turn before it', async () => {
    const sessionId = await bench.session();
    const first = await bench.start(sessionId);
    await bench.store.finish(first.key, { ...quietEnd(2), snapshot: { version: 1, messages: ['kept'] } });
    const second = await bench.start(sessionId);
    await bench.store.abandon(second.key, { code: 'internal', message: 'Broken.' });
    const third = await bench.start(sessionId);
    const loaded = await bench.store.load(third.key);
    const address = { organisationId: third.key.organisationId, turnId: loaded?.previousTurnId ?? '' };
    expect(await bench.store.snapshots(address)).toMatchObject([{ messages: ['kept'] }]);
  });
});
