import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  itInside,
  openSeedBench,
  readEvents,
  type Json,
  type SeedBench,
  type WireEvent,
} from './seed-bench.test-support';

let seed: SeedBench;
beforeAll(async () => {
  seed = await openSeedBench();
});
afterAll(() => seed.close());

const say = (content: unknown) => [{ type: 'user.message', content }];
const turnPath = (sessionId: string, turnId: unknown) => `/sessions/${sessionId}/turns/${String(turnId)}`;
const catalogue = [
  'turn.created',
  'turn.done',
  'model.message',
  'tool.response',
  'tool.approval_required',
  'tool.response_required',
  'mcp.initialize',
];
/** An agent that has its tools in front of it, so that a call is one call. */
const direct = {
  draft: {
    manifest: { name: 'direct', model: 'simulated/demo', mcp_servers: [{ name: 'billing', preload: true }] },
  },
};
const refund =
  'call issue_refund {"invoice_id":"INV-2031","amount":480,"currency":"EUR","recipient":"Acme GmbH","reason":"Duplicate charge"}';

type Message = { content: string; tool_calls: Json[]; finish_reason: string };

/** Merges increments as a client does: text is joined, calls by their index, and a finish_reason ends the message. */
function merge(events: readonly WireEvent[]): Message[] {
  const messages: Message[] = [];
  let message: Message = { content: '', tool_calls: [], finish_reason: '' };
  for (const event of events as Json[]) {
    if (event.type !== 'model.message') continue;
    message.content += event.content ?? '';
    for (const delta of event.tool_calls ?? []) {
      const call = (message.tool_calls[delta.index] ??= { function: { name: '', arguments: '' } });
      for (const field of ['id', 'type', 'tool_info'])
        if (delta[field] !== undefined) call[field] = delta[field];
      call.function.name += delta.function.name ?? '';
      call.function.arguments += delta.function.arguments ?? '';
    }
    if (event.finish_reason === undefined) continue;
    messages.push({ ...message, finish_reason: event.finish_reason });
    message = { content: '', tool_calls: [], finish_reason: '' };
  }
  return messages;
}

const ofType = (events: readonly WireEvent[], type: string): Json[] =>
  events.filter((event) => event.type === type);
const waiting = (events: readonly WireEvent[]): string[] =>
  events
    .filter((event) => event.type.endsWith('_required'))
    .flatMap((event) => (event as Json).tool_calls.map((call: Json) => call.id));

async function listed(sessionId: string, turnId: unknown, query = ''): Promise<Json> {
  return (await seed.json(`${turnPath(sessionId, turnId)}/events${query}`)).body;
}

describe('every event', () => {
  it('is one of the catalogue, numbered upwards, and carries its thread', async () => {
    const sessionId = await seed.newSession();
    const events = [
      ...(await seed.turn(sessionId, say('call find_invoice {"id":"INV-2031"}'))),
      ...(await seed.turn(sessionId, say(refund))),
    ];
    expect(catalogue).toEqual(expect.arrayContaining([...new Set(events.map((event) => event.type))]));
    for (const event of events)
      if (!event.type.startsWith('turn.'))
        expect([event.type, event.thread_id]).toEqual([event.type, 'main']);
    // The root agent's thread is never created or done.
    expect(events.filter((event) => event.type.startsWith('thread.'))).toEqual([]);
    const firstTurn = events.slice(0, events.findIndex((event) => event.type === 'turn.done') + 1);
    const numbers = firstTurn.map((event) => event.sequence_id);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((left, right) => left - right));
  });
});

describe('model.message', () => {
  it('merges into what is stored: text, calls by index, a finish_reason at the end', async () => {
    const sessionId = await seed.newSession(direct);
    const events = await seed.turn(sessionId, say('call find_invoice {"id":"INV-2031"}'));
    const merged = merge(events);
    const stored = ofType((await listed(sessionId, events[0]?.turn_id)).data, 'model.message');
    expect(stored.map((message) => message.content ?? '')).toEqual(merged.map((message) => message.content));
    expect(stored.map((message) => message.finish_reason)).toEqual(
      merged.map((message) => message.finish_reason),
    );
    expect(stored[0]?.tool_calls).toEqual(merged[0]?.tool_calls);
    expect(merged.map((message) => message.finish_reason)).toEqual(['tool_calls', 'stop']);
  });

  it('carries ids, type and tool_info with the first chunk of a call only', async () => {
    const sessionId = await seed.newSession(direct);
    const events = await seed.turn(sessionId, say('call find_invoice {"id":"INV-2031"}'));
    const chunks = ofType(events, 'model.message').flatMap((event) => event.tool_calls ?? []);
    const [first, ...others] = chunks;
    expect(first).toMatchObject({
      index: 0,
      type: 'function',
      id: expect.any(String),
      function: { name: expect.any(String) },
    });
    for (const chunk of others) expect(Object.keys(chunk).toSorted()).toEqual(['function', 'index']);
  });

  it('tells of each call its server, the tool’s own name, and how it will go', async () => {
    const sessionId = await seed.newSession();
    const events = await seed.turn(sessionId, say(refund));
    const [call] = merge(events).flatMap((message) => message.tool_calls);
    expect(call).toMatchObject({ type: 'function', id: expect.any(String) });
    expect(call.tool_info).toEqual({
      mcp_server_id: expect.stringMatching(/^mcp_/),
      mcp_server_name: 'payments',
      original_tool_name: 'issue_refund',
      is_approval_required: true,
      is_deferred: expect.any(Boolean),
      is_client_side: false,
    });
    expect(JSON.parse(call.function.arguments)).toMatchObject({ invoice_id: 'INV-2031', amount: 480 });
  });
});

describe('tool.response', () => {
  it('carries the whole result and belongs to its call', async () => {
    const sessionId = await seed.newSession(direct);
    const events = await seed.turn(sessionId, say('call find_invoice {"id":"INV-2031"}'));
    const [call] = merge(events).flatMap((message) => message.tool_calls);
    expect(ofType(events, 'tool.response')).toMatchObject([
      { thread_id: 'main', tool_call_id: call.id, content: expect.stringContaining('INV-2031') },
    ]);
  });
});

describe('mcp.initialize', () => {
  itInside('lists the servers whose sessions began, each with its name and session', async () => {
    const { organisationId } = seed.organisation.scope;
    await seed.bench.app.harness.toolServers.forget({ organisationId, server: 'billing' });
    const sessionId = await seed.newSession(direct);
    const events = await seed.turn(sessionId, say('call find_invoice {"id":"INV-2031"}'));
    expect(ofType(events, 'mcp.initialize')).toMatchObject([
      { thread_id: 'main', content: [{ mcp_server_name: 'billing', session_id: expect.any(String) }] },
    ]);
  });
});

describe('an approval', () => {
  it('ends the turn, names each call, and is answered by one item for each', async () => {
    const sessionId = await seed.newSession();
    const events = await seed.turn(sessionId, say(`${refund}\n${refund.replace('480', '481')}`));
    const required = ofType(events, 'tool.approval_required');
    const ids = waiting(events);
    expect(ids).toHaveLength(2);
    expect(required.every((event) => event.thread_id === 'main')).toBe(true);
    // A call is known from its message before anybody is asked about it.
    const known = merge(events.slice(0, events.indexOf(required[0]))).flatMap(
      (message) => message.tool_calls,
    );
    expect(known.map((call) => call.id)).toEqual(expect.arrayContaining(ids));
    const done: Json = events.at(-1);
    expect([done.type, done.status]).toEqual(['turn.done', 'done']);
    expect(done.output.map((event: Json) => event.type)).toEqual([
      'model.message',
      ...required.map((event) => event.type),
    ]);
    const [allowed, denied] = ids;
    const item = (tool_call_id: unknown, approval: unknown) => ({
      type: 'user.tool_approval',
      thread_id: 'main',
      tool_call_id,
      approval,
    });
    const half = await seed.json(`/sessions/${sessionId}/turns`, {
      body: { input: [item(allowed, { status: 'allow' })] },
    });
    expect([half.status, half.body.error.message]).toEqual([422, expect.stringContaining(String(denied))]);
    const resumed = await seed.turn(sessionId, [
      item(allowed, { status: 'allow' }),
      item(denied, { status: 'deny', reason: 'Once is enough.' }),
    ]);
    const results = ofType(resumed, 'tool.response');
    const resultOf = (id: unknown) => results.find((event) => event.tool_call_id === id);
    expect(resultOf(allowed)).toMatchObject({ is_error: false });
    expect(resultOf(denied)?.content).toContain('Once is enough.');
    expect(resumed.at(-1)).toMatchObject({ type: 'turn.done', status: 'done' });
    expect(resumed[0]?.previous_turn_id).toBe(events[0]?.turn_id);
  });
});

describe('a question', () => {
  it('is a client-side call of ask_user_question, answered with any text', async () => {
    const sessionId = await seed.newSession();
    const events = await seed.turn(sessionId, say('ask Which environment? | staging | production'));
    const [required] = ofType(events, 'tool.response_required');
    const [call] = merge(events).flatMap((message) => message.tool_calls);
    expect(required).toMatchObject({ thread_id: 'main', tool_calls: [{ id: call.id }] });
    expect(call.tool_info).toMatchObject({ original_tool_name: 'ask_user_question', is_client_side: true });
    expect(JSON.parse(call.function.arguments)).toMatchObject({
      question: 'Which environment?',
      options: ['staging', 'production'],
    });
    const content = 'Neither: use sandbox-3.';
    const answer = { type: 'user.tool_response', thread_id: 'main', tool_call_id: call.id, content };
    const resumed = await seed.turn(sessionId, [answer]);
    expect(resumed.at(-1)).toMatchObject({ status: 'done' });
    expect(JSON.stringify(ofType(resumed, 'tool.response'))).toContain(content);
  });
});

describe('turn input', () => {
  const approval = {
    type: 'user.tool_approval',
    thread_id: 'main',
    tool_call_id: 'call_x',
    approval: { status: 'allow' },
  };
  const response = { type: 'user.tool_response', thread_id: 'main', tool_call_id: 'call_y', content: 'x' };

  it('mixes decisions and results of one turn, but never a message with either', async () => {
    const manifest = {
      name: 'mixer',
      model: 'simulated/demo',
      mcp_servers: [{ name: 'payments', preload: true }],
      client_tools: [{ name: 'open_ticket' }],
    };
    const sessionId = await seed.newSession({ draft: { manifest } });
    const events = await seed.turn(sessionId, say(`${refund}\ncall open_ticket {}`));
    const [toApprove, toAnswer] = ['tool.approval_required', 'tool.response_required'].map(
      (type) => ofType(events, type)[0]?.tool_calls[0]?.id,
    );
    const post = (input: unknown) =>
      seed.json(`/sessions/${sessionId}/turns`, { body: { input, stream: false } });
    const answers = [
      { ...approval, tool_call_id: toApprove, approval: { status: 'deny' } },
      { ...response, tool_call_id: toAnswer, content: 'TICKET-7' },
    ];
    const mixed = await post([...answers, ...say('And this')]);
    expect([mixed.status, mixed.body.error.code]).toEqual([400, 'invalid_request']);
    const resumed = await seed.turn(sessionId, answers);
    expect(
      ofType(resumed, 'tool.response')
        .map((event) => event.tool_call_id)
        .toSorted(),
    ).toEqual([toApprove, toAnswer].toSorted());
  });

  it.each([
    ['a message together with a decision', [...say('Hi'), approval]],
    ['a message together with a result', [...say('Hi'), response]],
    ['a type that is not known', [{ type: 'user.wish', content: 'x' }]],
    ['a message without content', [{ type: 'user.message' }]],
    ['a part that is not known', say([{ type: 'video', url: 'x' }])],
    [
      'a file without its name',
      say([{ type: 'file_upload', file: { file_data: 'data:image/png;base64,AA==' } }]),
    ],
    [
      'a file that is no data URI',
      say([{ type: 'file_upload', file: { filename: 'a.png', file_data: 'AA==' } }]),
    ],
    ['an approval without a decision', [{ ...approval, approval: {} }]],
    ['a result without content', [{ ...response, content: undefined }]],
    ['a field that is not known', [{ ...response, user_id: 'usr_x' }]],
    ['nothing while nothing waits', []],
  ])('is refused with 400 for %s, and no turn is created', async (_name, input) => {
    const sessionId = await seed.newSession();
    const answer = await seed.json(`/sessions/${sessionId}/turns`, { body: { input } });
    expect([answer.status, answer.body.error.code, typeof answer.body.error.request_id]).toEqual([
      400,
      'invalid_request',
      'string',
    ]);
    expect((await seed.json(`/sessions/${sessionId}/turns`)).body.data).toEqual([]);
  });
});

describe('stream and events', () => {
  async function running() {
    const sessionId = await seed.newSession();
    const body = { input: say('reply with 20000 words'), stream: false };
    const turn = (await seed.json(`/sessions/${sessionId}/turns`, { body })).body.data;
    return { sessionId, turnId: String(turn.id) };
  }
  const stop = (sessionId: string) => seed.json(`/sessions/${sessionId}/cancel`, { method: 'POST' });

  it('follow a running turn from any number on, and list what it has so far', async () => {
    const { sessionId, turnId } = await running();
    const live = await seed.http(`${turnPath(sessionId, turnId)}/stream`);
    expect(live.status).toBe(200);
    const snapshot = await seed.json(`${turnPath(sessionId, turnId)}/events`);
    expect([snapshot.status, Array.isArray(snapshot.body.data)]).toEqual([200, true]);
    await stop(sessionId);
    const all = await readEvents(live);
    expect([all[0]?.type, all.at(-1)?.type]).toEqual(['turn.created', 'turn.done']);
    const middle = all[Math.floor(all.length / 2)]?.sequence_id ?? 0;
    const expected = all.filter((event) => event.sequence_id > middle);
    const byQuery = await seed.http(`${turnPath(sessionId, turnId)}/stream?after_sequence_id=${middle}`);
    expect(await readEvents(byQuery)).toEqual(expected);
    const headers = { 'last-event-id': String(middle) };
    expect(await readEvents(await seed.http(`${turnPath(sessionId, turnId)}/stream`, { headers }))).toEqual(
      expected,
    );
  });

  it('end with the turn: a stream that is opened later is 412, and the list stays', async () => {
    const sessionId = await seed.newSession();
    const events = await seed.turn(sessionId, say('call find_invoice {"id":"INV-2031"}'));
    const turnId = events[0]?.turn_id;
    const late = await seed.json(`${turnPath(sessionId, turnId)}/stream`);
    expect([late.status, late.body.error.code]).toEqual([412, 'gone']);
    const oldestFirst = (await listed(sessionId, turnId)).data;
    expect(oldestFirst.map((event: Json) => event.type)).not.toContain('turn.created');
    expect(oldestFirst.map((event: Json) => event.type)).not.toContain('turn.done');
    expect((await listed(sessionId, turnId, '?order=desc')).data).toEqual(oldestFirst.toReversed());
    const paged: Json[] = [];
    let token = '';
    do {
      const page = await listed(sessionId, turnId, `?limit=1${token && `&page_token=${token}`}`);
      expect(page.data).toHaveLength(1);
      paged.push(...page.data);
      token = page.pagination.next_page_token ?? '';
    } while (token !== '');
    expect(paged).toEqual(oldestFirst);
  });

  it('say in turn.done what the turn itself says', async () => {
    const sessionId = await seed.newSession();
    const events = await seed.turn(sessionId, say(refund));
    const done: Json = events.at(-1);
    const turn = (await seed.json(turnPath(sessionId, events[0]?.turn_id))).body.data;
    expect(turn.output).toEqual(done.output);
    expect(turn.status).toBe(done.status);
    expect(turn.usage).toEqual(done.usage);
  });
});

describe('an Idempotency-Key of a streamed turn', () => {
  itInside('replays the stream for five minutes and answers 412 afterwards', async () => {
    const sessionId = await seed.newSession();
    const body = { input: say('reply with 8 words') };
    const send = () =>
      seed.http(`/sessions/${sessionId}/turns`, {
        body,
        headers: { 'idempotency-key': `turn-${sessionId}` },
      });
    const first = await readEvents(await send());
    expect(await readEvents(await send())).toEqual(first);
    expect((await seed.json(`/sessions/${sessionId}/turns`)).body.data).toHaveLength(1);
    await seed.bench.app.database.pool.query(
      `UPDATE turn SET ended_at = now() - interval '6 minutes' WHERE session_id = $1`,
      [sessionId],
    );
    const late = await send();
    expect([late.status, (await late.json()).error.code]).toEqual([412, 'gone']);
  });
});
