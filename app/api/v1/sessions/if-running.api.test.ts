import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { streamEventSchema, type StreamEvent } from '@/lib/contract/event';
import type { Session } from '@/lib/contract/session';
import type { Turn, TurnCreate } from '@/lib/contract/turn';
import { openAuthBench, testPort, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { POST as createSession } from '@/app/api/v1/sessions/route';
import { DELETE as deleteSession, GET as readSession } from '@/app/api/v1/sessions/[session_id]/route';
import { POST as cancelSession } from '@/app/api/v1/sessions/[session_id]/cancel/route';
import { GET as listTurns, POST as startTurn } from '@/app/api/v1/sessions/[session_id]/turns/route';
import { GET as readTurn } from '@/app/api/v1/sessions/[session_id]/turns/[turn_id]/route';
import { POST as cancelTurn } from '@/app/api/v1/sessions/[session_id]/turns/[turn_id]/cancel/route';
import { GET as streamTurn } from '@/app/api/v1/sessions/[session_id]/turns/[turn_id]/stream/route';
import { openDemoOrganisation } from './demo-organisation.test-support';

const bench = openAuthBench();
let organisation: TestOrganisation;
let demo: Awaited<ReturnType<typeof openDemoOrganisation>>;
let key: string;

beforeAll(async () => {
  demo = await openDemoOrganisation(bench);
  ({ organisation, key } = demo);
});
afterAll(() => demo.close());

const say = (content: string) => [{ type: 'user.message', content }];
const long = 'reply with 5000 words';
const order =
  'call issue_refund {"invoice_id":"INV-2031","amount":480,"currency":"EUR","recipient":"Acme GmbH","reason":"Duplicate charge"}';

async function newSession(): Promise<string> {
  const answer = await callRoute(createSession, { key, body: { agent_name: 'refund-assistant' } });
  return (answer.body as { data: Session }).data.id;
}

function post(
  sessionId: string,
  input: unknown,
  ifRunning: TurnCreate['if_running'],
  headers: Record<string, string> = {},
) {
  const body = { input, if_running: ifRunning, stream: false };
  return callRoute(startTurn, { key, body, params: { session_id: sessionId }, headers });
}

async function turnFrom(answer: ReturnType<typeof post>): Promise<Turn> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`The turn was refused: ${JSON.stringify(body)}.`);
  return (body as { data: Turn }).data;
}

async function turnOf(sessionId: string, turnId: string): Promise<Turn> {
  const answer = await callRoute(readTurn, { key, params: { session_id: sessionId, turn_id: turnId } });
  return (answer.body as { data: Turn }).data;
}

async function turnsOf(sessionId: string): Promise<Turn[]> {
  const answer = await callRoute(listTurns, { key, params: { session_id: sessionId } });
  return (answer.body as { data: Turn[] }).data;
}

async function stateOf(sessionId: string): Promise<string> {
  const answer = await callRoute(readSession, { key, params: { session_id: sessionId } });
  return (answer.body as { data: Session }).data.state;
}

const ends = (sessionId: string, turnId: string, status: string) =>
  expect.poll(async () => (await turnOf(sessionId, turnId)).status, { timeout: 15_000 }).toBe(status);

/** Resolves when the model of a turn has begun to answer, so that a message can only be for its next call. */
async function speaks(turnId: string): Promise<void> {
  const turn = { organisationId: organisation.scope.organisationId, turnId };
  const types = async () => (await bench.app.harness.log.read(turn, 0, 50)).map((event) => event.type);
  await expect.poll(types, { timeout: 15_000 }).toContain('model.delta');
}

async function eventsFrom(response: Response): Promise<StreamEvent[]> {
  expect(response.status).toBe(200);
  const messages = (await response.text()).split('\n\n').filter((message) => message.includes('data: '));
  return messages.map((message) =>
    streamEventSchema.parse(JSON.parse(message.slice(message.indexOf('data: ') + 6))),
  );
}

function open(method: string, body?: unknown): Request {
  return new Request(`http://127.0.0.1:${testPort}/api/v1/stream`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const textOf = (events: StreamEvent[]) =>
  events.map((event) => (event.type === 'model.message' ? (event.content ?? '') : '')).join('');
const allow = (id: string) => [
  { type: 'user.tool_approval', tool_call_id: id, approval: { status: 'allow' } },
];

describe('if_running "cancel"', () => {
  it('answers at once with a queued turn, ends the running one for good and then starts', async () => {
    const sessionId = await newSession();
    const first = await turnFrom(post(sessionId, say(long), 'cancel'));
    const second = await turnFrom(post(sessionId, say('reply with 3 words'), 'cancel'));
    expect(second).toMatchObject({ status: 'queued', started_at: null, previous_turn_id: null });
    await ends(sessionId, second.id, 'done');
    expect(await turnOf(sessionId, first.id)).toMatchObject({
      status: 'cancelled',
      cancellation_reason: 'cancelled-for-next-turn',
    });
    expect(await turnOf(sessionId, second.id)).toMatchObject({ previous_turn_id: first.id });
  });

  it('leaves only the last of several that come one after the other', async () => {
    const sessionId = await newSession();
    await turnFrom(post(sessionId, say(long), 'cancel'));
    const turns = [];
    for (const count of [3, 4, 5])
      turns.push(await turnFrom(post(sessionId, say(`reply with ${count} words`), 'cancel')));
    const last = turns.at(-1);
    await ends(sessionId, last?.id ?? '', 'done');
    const statuses = (await turnsOf(sessionId)).map((turn) => turn.status);
    expect(statuses.filter((status) => status === 'done').length).toBeGreaterThanOrEqual(1);
    expect(statuses).not.toContain('queued');
  });
});

describe('if_running "queue"', () => {
  it('opens the stream of a queued turn at once and keeps it open through its start', async () => {
    const sessionId = await newSession();
    const first = await turnFrom(post(sessionId, say('reply with 100 words'), 'queue'));
    const body = { input: say('reply with 3 words'), if_running: 'queue' };
    const response = await startTurn(open('POST', body), {
      params: Promise.resolve({ session_id: sessionId }),
    });
    const events = await eventsFrom(response);
    expect(events[0]).toMatchObject({ type: 'turn.created', status: 'queued', previous_turn_id: null });
    expect(events.at(-1)).toMatchObject({ type: 'turn.done', status: 'done' });
    const [second] = await turnsOf(sessionId);
    expect(second).toMatchObject({ status: 'done', previous_turn_id: first.id });
    expect(Date.parse(second?.started_at ?? '')).toBeGreaterThan(Date.parse(second?.created_at ?? ''));
  });

  it('is accepted while a call waits, starts behind its decision, and says so in the session', async () => {
    const sessionId = await newSession();
    const first = await turnFrom(post(sessionId, say(order), 'queue'));
    await ends(sessionId, first.id, 'done');
    const [waiting] = (await turnOf(sessionId, first.id)).output.flatMap((event) =>
      event.type === 'tool.approval_required' ? event.tool_calls : [],
    );
    const queued = await turnFrom(post(sessionId, say('reply with 3 words'), 'queue'));
    expect([queued.status, await stateOf(sessionId)]).toEqual(['queued', 'waiting']);
    const resumed = await turnFrom(post(sessionId, allow(waiting?.id ?? ''), 'cancel'));
    await ends(sessionId, queued.id, 'done');
    expect((await turnOf(sessionId, queued.id)).previous_turn_id).toBe(resumed.id);
  });

  it('is refused with the limit named when twenty wait', async () => {
    const sessionId = await newSession();
    await turnFrom(post(sessionId, say(long), 'queue'));
    for (let count = 0; count < 20; count += 1) await turnFrom(post(sessionId, say('Hello'), 'queue'));
    const refused = await post(sessionId, say('Hello'), 'queue');
    expect([refused.status, errorOf(refused).message]).toEqual([429, expect.stringContaining('20')]);
    await callRoute(cancelSession, { key, method: 'POST', params: { session_id: sessionId } });
    expect((await turnsOf(sessionId)).filter((turn) => turn.status === 'queued')).toEqual([]);
  });

  it('gives the same turn to the same Idempotency-Key', async () => {
    const sessionId = await newSession();
    await turnFrom(post(sessionId, say(long), 'queue'));
    const headers = { 'idempotency-key': `queue-${sessionId}` };
    const one = await turnFrom(post(sessionId, say('reply with 3 words'), 'queue', headers));
    const two = await turnFrom(post(sessionId, say('reply with 3 words'), 'queue', headers));
    expect(two.id).toBe(one.id);
    expect(await turnsOf(sessionId)).toHaveLength(2);
    await callRoute(cancelSession, { key, method: 'POST', params: { session_id: sessionId } });
  });

  it('lets one queued turn be removed and leaves the others', async () => {
    const sessionId = await newSession();
    const first = await turnFrom(post(sessionId, say(long), 'queue'));
    const second = await turnFrom(post(sessionId, say('reply with 3 words'), 'queue'));
    const third = await turnFrom(post(sessionId, say('reply with 4 words'), 'queue'));
    const params = { session_id: sessionId, turn_id: second.id };
    const removed = await callRoute(cancelTurn, { key, method: 'POST', params });
    expect(removed.body).toMatchObject({
      data: { status: 'cancelled', cancellation_reason: 'client-cancelled' },
    });
    expect((await turnOf(sessionId, first.id)).status).toBe('running');
    await callRoute(cancelTurn, { key, method: 'POST', params: { ...params, turn_id: first.id } });
    await ends(sessionId, third.id, 'done');
    expect((await turnOf(sessionId, third.id)).previous_turn_id).toBe(first.id);
  });

  it('goes with its session when that is deleted', async () => {
    const sessionId = await newSession();
    await turnFrom(post(sessionId, say(long), 'queue'));
    await turnFrom(post(sessionId, say('reply with 3 words'), 'queue'));
    const params = { session_id: sessionId };
    expect((await callRoute(deleteSession, { key, method: 'DELETE', params })).status).toBe(204);
    expect((await callRoute(readSession, { key, params })).status).toBe(404);
  });
});

describe('if_running "steer"', () => {
  it('streams the running turn from the message on, which answers it before it ends', async () => {
    const sessionId = await newSession();
    const first = await turnFrom(post(sessionId, say('reply with 120 words'), 'steer'));
    await speaks(first.id);
    const body = { input: say('reply with 3 words'), if_running: 'steer' };
    const response = await startTurn(open('POST', body), {
      params: Promise.resolve({ session_id: sessionId }),
    });
    const events = await eventsFrom(response);
    expect(textOf(events).trim().split(/\s+/)).toHaveLength(3);
    expect(events.at(-1)).toMatchObject({ type: 'turn.done', turn_id: first.id, status: 'done' });
    const [turn, ...others] = await turnsOf(sessionId);
    expect([turn?.output.length, others]).toEqual([2, []]);
  });

  it('answers with the running turn, and takes the message once for one Idempotency-Key', async () => {
    const sessionId = await newSession();
    const first = await turnFrom(post(sessionId, say('reply with 120 words'), 'steer'));
    await speaks(first.id);
    const headers = { 'idempotency-key': `steer-${sessionId}` };
    const answers = [];
    for (let count = 0; count < 2; count += 1)
      answers.push(await post(sessionId, say('reply with 3 words'), 'steer', headers));
    expect(answers.map(({ status, body }) => [status, (body as { data: Turn }).data.id])).toEqual([
      [200, first.id],
      [200, first.id],
    ]);
    await ends(sessionId, first.id, 'done');
    expect((await turnOf(sessionId, first.id)).output).toHaveLength(2);
  });

  it('starts a turn where none runs, and is refused like a message while a call waits', async () => {
    const sessionId = await newSession();
    const first = await turnFrom(post(sessionId, say(order), 'steer'));
    await ends(sessionId, first.id, 'done');
    const refused = await post(sessionId, say('And now?'), 'steer');
    expect([refused.status, errorOf(refused).code]).toEqual([422, 'pending_calls']);
  });
});

describe('a resumed stream', () => {
  it('of a queued turn goes on through its start', async () => {
    const sessionId = await newSession();
    await turnFrom(post(sessionId, say('reply with 80 words'), 'queue'));
    const queued = await turnFrom(post(sessionId, say('reply with 3 words'), 'queue'));
    const params = { session_id: sessionId, turn_id: queued.id };
    const events = await eventsFrom(await streamTurn(open('GET'), { params: Promise.resolve(params) }));
    expect(events.map((event) => event.type)).toEqual(
      expect.arrayContaining(['turn.created', 'model.message', 'turn.done']),
    );
  });
});
