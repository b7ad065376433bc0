import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadGoldenLogs } from '@/scripts/lib/load-golden-logs.test-support.mjs';
import { openAuthBench } from '@/lib/auth/auth-bench.test-support';
import { startDemoServers } from '@/lib/demo/start-demo-servers';
import { callRoute } from '@/lib/http/call-route.test-support';
import { scopeOf } from '@/lib/storage/scope';
import { GET as readTurn } from './[session_id]/turns/[turn_id]/route';
import { GET as listTurns, POST as startTurn } from './[session_id]/turns/route';

// What an earlier release stored, this one goes on with: see lib/storage/golden-logs.
const release = '2026-11-21';
let loaded;
/** The copy of the rows whose sessions are gone on with. */
let golden;
let bench;
let demo;
let key;
let stream;

beforeAll(async () => {
  loaded = await loadGoldenLogs(release, process.env.DATABASE_URL);
  process.env.DATABASE_URL = loaded.url;
  bench = openAuthBench();
  demo = await startDemoServers(bench.app);
  for (const name of ['billing', 'payments']) bench.app.builtinServers.set(name, demo.resolveBuiltin(name));
  key = await bench.makeKey(scopeOf(bench.app.database, loaded.organisationId), { id: loaded.userId });
  stream = vi.spyOn(bench.app.harness.models, 'stream');
  await bench.app.clock.measure();
  bench.app.harness.turns.openLoops();
});
afterEach(() => stream?.mockClear());
afterAll(async () => {
  await bench?.app.harness.turns.drain();
  await demo?.close();
  await bench?.app.database.close();
});

const say = (content) => [{ type: 'user.message', content }];
const isOver = (status) => !['running', 'queued'].includes(status);

async function turnOf(sessionId, turnId) {
  const { body } = await callRoute(readTurn, { key, params: { session_id: sessionId, turn_id: turnId } });
  return body.data;
}

async function ended(sessionId, turnId) {
  await expect
    .poll(async () => isOver((await turnOf(sessionId, turnId)).status), { timeout: 30_000 })
    .toBe(true);
  return turnOf(sessionId, turnId);
}

/** Goes on with a session and answers the turn when it has ended. */
async function goOn(name, input, more = {}) {
  const sessionId = golden.sessions[name];
  const body = { input, stream: false, ...more };
  const answer = await callRoute(startTurn, { key, body, params: { session_id: sessionId } });
  expect([answer.status, answer.body.error]).toEqual([201, undefined]);
  return ended(sessionId, answer.body.data.id);
}

async function latestTurn(name) {
  const { body } = await callRoute(listTurns, { key, params: { session_id: golden.sessions[name] } });
  return body.data[0];
}

/** The conversation that the model was last given, a line for each message. */
function lastContext() {
  const [request] = stream.mock.calls.at(-1);
  return request.messages.map((message) =>
    message.role === 'user'
      ? `user: ${message.content.map((part) => part.text).join('')}`
      : `${message.role}: ${message.content}`,
  );
}

/** Every call in that conversation has its result behind it, as providers want it. */
function expectWholeContext() {
  const [request] = stream.mock.calls.at(-1);
  const asked = request.messages.flatMap((message) => (message.toolCalls ?? []).map((call) => call.id));
  const answered = request.messages.flatMap((message) => message.toolCallId ?? []);
  expect(answered).toEqual(asked);
}

const textOf = (turn) =>
  turn.output.map((event) => (event.type === 'model.message' ? (event.content ?? '') : '')).join('');
const waitingCall = (turn) =>
  turn.output.flatMap((event) => (event.type.endsWith('_required') ? event.tool_calls : []))[0]?.id;
const allow = (id) => [{ type: 'user.tool_approval', tool_call_id: id, approval: { status: 'allow' } }];
const next = say('reply exactly: Next.');
const nextLine = 'user: reply exactly: Next.';

describe.each([
  ['that the migrations found', 'before'],
  ['stored after the migrations by a process of that release', 'after'],
])('a session of the release before, %s,', (_when, copy) => {
  beforeAll(async () => {
    golden = loaded[copy];
    // What the other copy has refunded can be refunded again.
    const { pool } = bench.app.database;
    await pool.query('DELETE FROM demo_refund');
    await pool.query('UPDATE demo_charge SET refunded_cents = 0');
    await pool.query("UPDATE demo_invoice SET status = 'paid' WHERE id = 'INV-2031'");
  });

  it('that answered goes on with the whole conversation', async () => {
    const turn = await goOn('plain-answer', next);
    expect([turn.status, textOf(turn).trim()]).toEqual(['done', 'Next.']);
    expect(lastContext().map((line) => line.trim())).toEqual([
      'user: reply exactly: The first answer.',
      'assistant: The first answer.',
      'user: reply exactly: The second answer.',
      'assistant: The second answer.',
      nextLine,
    ]);
  });

  it('that used tools goes on with their results', async () => {
    expect((await goOn('tools', next)).status).toBe('done');
    const context = lastContext();
    expect(context[0]).toBe('user: call find_invoice {"id":"INV-2031"}');
    expect(context.some((line) => line.startsWith('tool: ') && line.includes('INV-2031'))).toBe(true);
    expect(context.at(-1)).toBe(nextLine);
    expectWholeContext();
  });

  it('in which a call was denied goes on knowing that', async () => {
    expect((await goOn('approval-decided', next)).status).toBe('done');
    expect(lastContext().some((line) => line.startsWith('tool: ') && line.includes('Not today.'))).toBe(true);
    expectWholeContext();
  });

  it('that was stopped goes on with what had been said', async () => {
    expect((await goOn('cancelled', next)).status).toBe('done');
    const [asked, said, last, ...more] = lastContext();
    expect([asked, last, more]).toEqual(['user: reply with 300 words', nextLine, []]);
    expect(said?.length).toBeGreaterThan('assistant: '.length);
  });

  it('whose last turn failed goes on with what came before and what was asked', async () => {
    expect((await goOn('error', next)).status).toBe('done');
    expect(lastContext().map((line) => line.trim())).toEqual([
      'user: reply exactly: Before the error.',
      'assistant: Before the error.',
      'user: This one fails.',
      nextLine,
    ]);
  });

  it('that was branched goes on from the branch that began last, or from the one that is named', async () => {
    const [trunk, one] = golden.turnsOf('branch');
    const latest = await goOn('branch', next);
    expect(lastContext().map((line) => line.trim())).toEqual([
      'user: reply exactly: The trunk.',
      'assistant: The trunk.',
      'user: reply exactly: Another branch.',
      'assistant: Another branch.',
      nextLine,
    ]);
    expect(latest.previous_turn_id).not.toBe(trunk.id);
    await goOn('branch', next, { previous_turn_id: one.id });
    expect(lastContext()[3]?.trim()).toBe('assistant: One branch.');
  });

  it('that waits for an answer gets it and goes on to the next call that waits', async () => {
    const call = waitingCall(await latestTurn('question-waiting'));
    const turn = await goOn('question-waiting', [
      { type: 'user.tool_response', tool_call_id: call, content: 'Duplicate charge' },
    ]);
    expect(turn.output.at(-1)).toMatchObject({
      type: 'tool.approval_required',
      approvals: [{ tool: 'issue_refund' }],
    });
    expectWholeContext();
  });

  it('that waits for an approval is allowed, and the call is made', async () => {
    const call = waitingCall(await latestTurn('approval-waiting'));
    const turn = await goOn('approval-waiting', allow(call));
    expect([turn.status, textOf(turn)]).toEqual(['done', expect.stringContaining('480')]);
    const results = stream.mock.calls.at(-1)[0].messages.filter((message) => message.role === 'tool');
    expect(results.map((message) => message.isError)).toEqual([false]);
    expectWholeContext();
  });

  it.each(['running', 'running-without-lease'])(
    'that was %s is taken over, finishes and goes on',
    async (name) => {
      const sessionId = golden.sessions[name];
      const [left] = golden.turnsOf(name);
      const turn = await ended(sessionId, left.id);
      expect([turn.status, textOf(turn).trim().split(/\s+/).length]).toEqual(['done', 300]);
      expect((await goOn(name, next)).status).toBe('done');
      expect(lastContext()).toHaveLength(3);
    },
  );

  it('whose process died with a call under way asks what became of it and then goes on', async () => {
    const name = 'running-sent-call';
    const left = golden.turnsOf(name).at(-1);
    const turn = await ended(golden.sessions[name], left.id);
    const asking = turn.output.at(-1);
    expect(asking).toMatchObject({ type: 'tool.approval_required', tool_calls: [{}] });
    const decided = await goOn(name, [
      {
        type: 'user.tool_approval',
        tool_call_id: asking.tool_calls[0].id,
        approval: { status: 'deny', reason: 'It went through.' },
      },
    ]);
    expect(decided.status).toBe('done');
    expectWholeContext();
  });
});
