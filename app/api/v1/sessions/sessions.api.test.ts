import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { streamEventSchema, type StreamEvent } from '@/lib/contract/event';
import { saveAgent } from '@/lib/features/agents/save-agent';
import { openAuthBench, testPort, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import type { RouteHandler } from '@/lib/http/route-definition';
import { POST as createSession } from '@/app/api/v1/sessions/route';
import { DELETE as deleteSession, GET as readSession } from '@/app/api/v1/sessions/[session_id]/route';
import { PATCH as changeDraft } from '@/app/api/v1/sessions/[session_id]/draft/route';
import { POST as cancelSession } from '@/app/api/v1/sessions/[session_id]/cancel/route';
import { GET as listTurns, POST as startTurn } from '@/app/api/v1/sessions/[session_id]/turns/route';
import { GET as readTurn } from '@/app/api/v1/sessions/[session_id]/turns/[turn_id]/route';
import { GET as listEvents } from '@/app/api/v1/sessions/[session_id]/turns/[turn_id]/events/route';
import { GET as streamTurn } from '@/app/api/v1/sessions/[session_id]/turns/[turn_id]/stream/route';
import { GET as readTrace } from '@/app/api/v1/traces/[run_id]/route';
import { PATCH as flagTool } from '@/app/api/v1/mcp-servers/[name]/tools/[tool]/route';
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

const json = { 'content-type': 'application/json' };

async function newSession(body: unknown = { agent_name: 'refund-assistant' }): Promise<string> {
  const answer = await callRoute(createSession, { key, body });
  expect(answer.status).toBe(201);
  return (answer.body as { data: { id: string } }).data.id;
}

async function post(sessionId: string, body: unknown) {
  return callRoute(startTurn, { key, body, params: { session_id: sessionId }, headers: json });
}

/** Sends input and reads the stream to its end. */
async function stream(
  sessionId: string,
  input: unknown[],
  extra: Record<string, unknown> = {},
): Promise<StreamEvent[]> {
  return readStream(
    startTurn,
    { session_id: sessionId },
    { method: 'POST', body: JSON.stringify({ input, ...extra }) },
  );
}

async function readStream(
  handler: RouteHandler,
  params: Record<string, string>,
  init: RequestInit = {},
): Promise<StreamEvent[]> {
  const request = new Request(`http://127.0.0.1:${testPort}/api/v1/stream`, {
    ...init,
    headers: { ...json, authorization: `Bearer ${key}` },
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  expect(response.status).toBe(200);
  const messages = (await response.text()).split('\n\n').filter((message) => message.includes('data: '));
  return messages.map((message) =>
    streamEventSchema.parse(JSON.parse(message.slice(message.indexOf('data: ') + 6))),
  );
}

const say = (content: string) => [{ type: 'user.message', content }];
const doneOf = (events: StreamEvent[]) => events.find((event) => event.type === 'turn.done');
const createdOf = (events: StreamEvent[]) => events.find((event) => event.type === 'turn.created');
const textOf = (events: StreamEvent[]) =>
  events.map((event) => (event.type === 'model.message' ? (event.content ?? '') : '')).join('');

function waitingIds(events: StreamEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'tool.approval_required' || event.type === 'tool.response_required'
      ? event.tool_calls.map((call) => call.id)
      : [],
  );
}

const order =
  'call issue_refund {"invoice_id":"INV-2031","amount":480,"currency":"EUR","recipient":"Acme GmbH","reason":"Duplicate charge"}';

describe('the main job over the API', () => {
  it('asks, finds, pauses, refunds once it is allowed, and leaves a whole trace', async () => {
    const sessionId = await newSession();
    const asked = await stream(sessionId, say('Refund invoice INV-2031 for tenant acme'));
    const [question] = waitingIds(asked);
    const paused = await stream(sessionId, [
      { type: 'user.tool_response', tool_call_id: question, content: 'Duplicate charge' },
    ]);
    const approval = paused.find((event) => event.type === 'tool.approval_required');
    expect(approval).toMatchObject({
      approvals: [
        { server: 'payments', tool: 'issue_refund', arguments: { amount: 480, recipient: 'Acme GmbH' } },
      ],
    });
    const [call] = waitingIds(paused);
    const finished = await stream(sessionId, [
      { type: 'user.tool_approval', tool_call_id: call, approval: { status: 'allow' } },
    ]);
    expect(textOf(finished)).toContain('480.00');
    const runId = createdOf(asked)?.run_id ?? '';
    expect([createdOf(paused)?.run_id, createdOf(finished)?.run_id]).toEqual([runId, runId]);
    const trace = await callRoute(readTrace, { key, params: { run_id: runId } });
    const { steps, run } = (
      trace.body as { data: { steps: { type: string }[]; run: { step_count: number; status: string } } }
    ).data;
    expect(new Set(steps.map((step) => step.type))).toEqual(
      new Set(['model_call', 'question', 'skill', 'tool_call', 'approval']),
    );
    expect(run).toMatchObject({ status: 'done', step_count: steps.length });
  });

  it('obeys a flag that an admin changes, from the next call on', async () => {
    const context = { key, method: 'PATCH', params: { name: 'billing', tool: 'find_invoice' } };
    await callRoute(flagTool, { ...context, body: { effect: 'destructive' } });
    const gated = await stream(await newSession(), say('call find_invoice {"id":"INV-2031"}'));
    expect(waitingIds(gated)).toHaveLength(1);
    await callRoute(flagTool, { ...context, body: { effect: 'read_only' } });
    const free = await stream(await newSession(), say('call find_invoice {"id":"INV-2031"}'));
    expect(waitingIds(free)).toEqual([]);
  });
});

describe('streams and lists', () => {
  it('number events upwards and tell in a list what the stream told in pieces', async () => {
    const sessionId = await newSession();
    const events = await stream(sessionId, say('reply with 40 words'));
    const ids = events.map((event) => event.sequence_id);
    expect(ids).toEqual([...ids].sort((left, right) => left - right));
    const turnId = createdOf(events)?.turn_id ?? '';
    const listed = await callRoute(listEvents, { key, params: { session_id: sessionId, turn_id: turnId } });
    expect(listed.body).toMatchObject({
      data: [{ type: 'model.message', content: textOf(events), finish_reason: 'stop' }],
    });
  });

  it('resume from a sequence number without losing or repeating anything', async () => {
    const sessionId = await newSession();
    const events = await stream(sessionId, say('reply with 60 words'));
    const turnId = createdOf(events)?.turn_id ?? '';
    const middle = events[Math.floor(events.length / 2)]?.sequence_id ?? 0;
    const params = { session_id: sessionId, turn_id: turnId };
    const request = new Request(`http://127.0.0.1:${testPort}/x?after_sequence_id=${middle}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const replay = await (await streamTurn(request, { params: Promise.resolve(params) })).text();
    const ids = [...replay.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
    expect(ids).toEqual(events.map((event) => event.sequence_id).filter((id) => id > middle));
  });

  it('answer 412 for an ended turn without a place to go on from', async () => {
    const sessionId = await newSession();
    const turnId = createdOf(await stream(sessionId, say('reply with 3 words')))?.turn_id ?? '';
    expect(
      (await callRoute(streamTurn, { key, params: { session_id: sessionId, turn_id: turnId } })).status,
    ).toBe(412);
  });

  it('give a turn its state and output when stream is false', async () => {
    const sessionId = await newSession();
    const answer = await post(sessionId, { input: say('reply with 3 words'), stream: false });
    expect(answer.status).toBe(201);
    const turn = (answer.body as { data: { id: string } }).data;
    await expect
      .poll(
        async () =>
          (await callRoute(readTurn, { key, params: { session_id: sessionId, turn_id: turn.id } })).body,
      )
      .toMatchObject({ data: { status: 'done', output: [{ type: 'model.message' }] } });
  });
});

describe('a running turn', () => {
  const long = { input: say('reply with 5000 words'), stream: false };

  it('is stopped by a cancel, keeps what it said, and the session stays usable', async () => {
    const sessionId = await newSession();
    const turn = ((await post(sessionId, long)).body as { data: { id: string } }).data;
    expect(
      (await callRoute(cancelSession, { key, method: 'POST', params: { session_id: sessionId } })).status,
    ).toBe(200);
    const events = await readStream(streamTurn, { session_id: sessionId, turn_id: turn.id }).catch(() => []);
    const params = { session_id: sessionId, turn_id: turn.id };
    await expect
      .poll(async () => (await callRoute(readTurn, { key, params })).body)
      .toMatchObject({ data: { status: 'cancelled', cancellation_reason: 'client-cancelled' } });
    expect(events.length === 0 || doneOf(events)?.status === 'cancelled').toBe(true);
    expect(doneOf(await stream(sessionId, say('reply with 3 words')))?.status).toBe('done');
  });

  it('refuses a second one with if_running "reject" and gives way to it by default', async () => {
    const sessionId = await newSession();
    const first = ((await post(sessionId, long)).body as { data: { id: string } }).data;
    expect((await post(sessionId, { input: say('Hello'), if_running: 'reject' })).status).toBe(409);
    const second = await stream(sessionId, say('reply with 3 words'));
    expect(doneOf(second)?.status).toBe('done');
    const ended = await callRoute(readTurn, { key, params: { session_id: sessionId, turn_id: first.id } });
    expect(ended.body).toMatchObject({
      data: { status: 'cancelled', cancellation_reason: 'cancelled-for-next-turn' },
    });
  });
});

describe('bad input', () => {
  it.each([
    ['nothing at all', [], 400, 'invalid_request'],
    [
      'mixed kinds',
      [...say('Hi'), { type: 'user.tool_response', tool_call_id: 'call_x', content: 'x' }],
      400,
      'invalid_request',
    ],
    ['an unknown item type', [{ type: 'user.wish', content: 'x' }], 400, 'invalid_request'],
    [
      'a bad data URI',
      [
        {
          type: 'user.message',
          content: [{ type: 'file_upload', file: { filename: 'a.png', file_data: 'data:nope' } }],
        },
      ],
      400,
      'invalid_request',
    ],
    [
      'an unknown call',
      [{ type: 'user.tool_approval', tool_call_id: 'call_none', approval: { status: 'allow' } }],
      422,
      'unprocessable',
    ],
    ['a message of five megabytes', say('x'.repeat(5_000_000)), 413, 'too_large'],
    [
      'a file that is no image',
      [
        {
          type: 'user.message',
          content: [
            {
              type: 'file_upload',
              file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' },
            },
          ],
        },
      ],
      422,
      'unprocessable',
    ],
  ])('refuses %s and creates no turn', async (_name, input, status, code) => {
    const sessionId = await newSession();
    const answer = await post(sessionId, { input });
    expect([answer.status, errorOf(answer).code]).toEqual([status, code]);
    expect((await callRoute(listTurns, { key, params: { session_id: sessionId } })).body).toMatchObject({
      data: [],
    });
  });

  it('refuses a message while a call waits, naming the call, and goes on after the decision', async () => {
    const sessionId = await newSession();
    const [call] = waitingIds(await stream(sessionId, say(order)));
    const refused = await post(sessionId, { input: say('And now?') });
    expect([refused.status, errorOf(refused).message]).toEqual([422, expect.stringContaining(String(call))]);
    const denied = await stream(sessionId, [
      { type: 'user.tool_approval', tool_call_id: call, approval: { status: 'deny', reason: 'not today' } },
    ]);
    expect(doneOf(denied)?.status).toBe('done');
    const again = await post(sessionId, {
      input: [{ type: 'user.tool_approval', tool_call_id: call, approval: { status: 'allow' } }],
    });
    expect(again.status).toBe(409);
  });

  it('withdraws a waiting call when the session is cancelled', async () => {
    const sessionId = await newSession();
    const [call] = waitingIds(await stream(sessionId, say(order)));
    await callRoute(cancelSession, { key, method: 'POST', params: { session_id: sessionId } });
    const late = await post(sessionId, {
      input: [{ type: 'user.tool_approval', tool_call_id: call, approval: { status: 'allow' } }],
    });
    expect(late.status).toBe(409);
    expect(doneOf(await stream(sessionId, say('reply with 3 words')))?.status).toBe('done');
  });

  it('ends a turn whose model is gone with a sentence, and the session stays', async () => {
    const manifest = { name: 'orphan', model: { name: 'simulated/none' } };
    const sessionId = await newSession({ draft: { manifest } });
    const done = doneOf(await stream(sessionId, say('Hello')));
    expect(done).toMatchObject({
      status: 'error',
      code: 'model_not_found',
      message: expect.stringContaining('none'),
    });
  });

  it.each([
    [
      'a credential',
      { name: 'simulated/demo', params: { api_key: 'sk-f3Kq9ZtR7mWx2LpV8sNc' } },
      '',
      400,
      'model.params.api_key',
    ],
    ['more than a megabyte', { name: 'simulated/demo' }, 'x'.repeat(1_100_000), 413, undefined],
  ])('refuses a draft with %s as it refuses to save one', async (_name, model, text, status, place) => {
    const manifest = { name: 'draft', model, x_text: text };
    const sessionId = await newSession({ draft: { manifest: { name: 'draft', model: 'simulated/demo' } } });
    const created = await callRoute(createSession, { key, body: { draft: { manifest } } });
    const changed = await callRoute(changeDraft, {
      key,
      method: 'PATCH',
      params: { session_id: sessionId },
      body: { manifest },
    });
    expect([created.status, changed.status]).toEqual([status, status]);
    if (place === undefined) return;
    expect(errorOf(created).param).toBe(`draft.manifest.${place}`);
    expect(errorOf(changed).param).toBe(`manifest.${place}`);
  });

  it('does not know sessions of other people, in the path or anywhere else', async () => {
    const sessionId = await newSession();
    const { user } = organisation.people;
    const asUser = await callRoute(readSession, { person: user, params: { session_id: sessionId } });
    const unknown = await callRoute(readSession, { person: user, params: { session_id: 'ses_none' } });
    expect([asUser.status, unknown.status]).toEqual([404, 404]);
  });

  it('deletes a session with all that ran in it', async () => {
    const sessionId = await newSession();
    const runId = createdOf(await stream(sessionId, say('reply with 3 words')))?.run_id ?? '';
    expect(
      (await callRoute(deleteSession, { key, method: 'DELETE', params: { session_id: sessionId } })).status,
    ).toBe(204);
    expect((await callRoute(readTrace, { key, params: { run_id: runId } })).status).toBe(404);
    const { prisma, organisationId } = organisation.scope;
    expect(
      await prisma.auditEntry.findMany({ where: { organisationId, targetName: sessionId } }),
    ).toMatchObject([{ action: 'session.deleted', actorId: organisation.people.owner.id }]);
  });
});

it('keeps running a version that was replaced since the session began', async () => {
  const context = bench.contextOf(organisation.scope, organisation.people.owner);
  const manifest = {
    name: 'pinned',
    description: '',
    tags: [],
    model: { name: 'simulated/demo' },
    instructions: 'One',
    mcp_servers: [],
    skills: [],
    config: {},
  };
  await saveAgent(context, { manifest, note: '' });
  const sessionId = await newSession({ agent_name: 'pinned' });
  await saveAgent(context, { manifest: { ...manifest, instructions: 'Two' }, note: '' });
  expect((await callRoute(readSession, { key, params: { session_id: sessionId } })).body).toMatchObject({
    data: { agent_version: 1 },
  });
});
