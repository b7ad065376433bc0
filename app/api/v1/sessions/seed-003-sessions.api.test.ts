import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itInside, openSeedBench, type Json, type SeedBench } from './seed-bench.test-support';

let seed: SeedBench;
beforeAll(async () => {
  seed = await openSeedBench();
});
afterAll(() => seed.close());

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const say = (content: unknown) => [{ type: 'user.message', content }];
const path = (sessionId: string, turnId?: unknown) =>
  `/sessions/${sessionId}/turns${turnId === undefined ? '' : `/${String(turnId)}`}`;

/** The terminal state of a turn, asked for until it is there. */
async function wait(sessionId: string, turnId: unknown): Promise<Json> {
  let turn: Json;
  await expect
    .poll(async () => {
      turn = (await seed.json(path(sessionId, turnId))).body.data;
      return ['done', 'cancelled', 'error'].includes(turn.status);
    })
    .toBe(true);
  return turn;
}

describe('create_session', () => {
  it('begins a conversation with a saved agent by its name, with a title or none', async () => {
    const titled = await seed.json('/sessions', { body: { agent_name: 'refund-assistant', title: 'Acme' } });
    expect(titled.body.data).toMatchObject({ agent_name: 'refund-assistant', title: 'Acme', state: 'idle' });
    expect(titled.body.data.id).toMatch(/^ses_/);
    expect(titled.body.data.created_at).toMatch(iso);
    const untitled = await seed.json('/sessions', { body: { agent_name: 'refund-assistant', title: null } });
    expect([untitled.status, untitled.body.data.title]).toEqual([201, null]);
  });

  it('answers 404 for an agent that is not saved and 400 without one', async () => {
    expect((await seed.json('/sessions', { body: { agent_name: 'support-bot' } })).status).toBe(404);
    expect((await seed.json('/sessions', { body: {} })).status).toBe(400);
  });

  it('gives the session back by its id', async () => {
    const id = await seed.newSession();
    expect((await seed.json(`/sessions/${id}`)).body.data).toMatchObject({
      id,
      agent_name: 'refund-assistant',
    });
  });
});

describe('list_sessions', () => {
  const list = async (query: Record<string, string>) =>
    (await seed.json(`/sessions?${new URLSearchParams(query)}`)).body;
  const manifest = (name: string) => ({ draft: { manifest: { name, model: 'simulated/demo' } } });

  it('finds an agent’s sessions, newest first, a page of 100 unless limit says otherwise', async () => {
    const ids = [];
    for (let count = 0; count < 5; count += 1) ids.push(await seed.newSession(manifest('listed')));
    const whole = await list({ agent_name: 'listed' });
    expect(whole.data.map((session: Json) => session.id)).toEqual(ids.toReversed());
    expect(whole.pagination).toEqual({ limit: 100 });
    const found: string[] = [];
    let token: string | undefined;
    do {
      const page = await list({ agent_name: 'listed', limit: '2', ...(token ? { page_token: token } : {}) });
      expect(page.data.length).toBeGreaterThan(0);
      found.push(...page.data.map((session: Json) => session.id));
      token = page.pagination.next_page_token;
    } while (token);
    expect(found).toEqual(ids.toReversed());
  });

  itInside('narrows by who began it and by when', async () => {
    const { owner, builder } = seed.organisation.people;
    const theirKey = await seed.bench.makeKey(seed.organisation.scope, builder);
    const body = manifest('shared-name');
    const ours = (await seed.json('/sessions', { body })).body.data;
    const theirs = (await seed.json('/sessions', { body, key: theirKey })).body.data;
    expect([ours.created_by, theirs.created_by]).toEqual([owner.id, builder.id]);
    for (const slug of [builder.id, builder.email]) {
      const found = await list({ agent_name: 'shared-name', created_by_subject_slug: slug });
      expect(found.data.map((session: Json) => session.id)).toEqual([theirs.id]);
    }
    const query = { agent_name: 'shared-name', start_timestamp: theirs.created_at };
    expect((await list(query)).data.map((session: Json) => session.id)).toContain(theirs.id);
    expect((await list({ agent_name: 'shared-name', end_timestamp: '2020-01-01T00:00:00Z' })).data).toEqual(
      [],
    );
    expect((await list({ ...query, start_timestamp: '2100-01-01T00:00:00+02:00' })).data).toEqual([]);
    expect((await seed.json('/sessions?start_timestamp=yesterday')).status).toBe(400);
    expect((await seed.json('/sessions?page_token=nonsense')).status).toBe(400);
  });
});

describe('create_turn', () => {
  it('streams by default: turn.created first, with its id and time, and turn.done last', async () => {
    const sessionId = await seed.newSession();
    const response = await seed.http(path(sessionId), { body: { input: say('reply with 5 words') } });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const text = await response.text();
    expect(text).not.toContain('[DONE]');
    const events = await seed.turn(sessionId, say('reply with 5 words'));
    expect(events[0]).toMatchObject({ type: 'turn.created', turn_id: expect.stringMatching(uuidV7) });
    expect(events[0]?.created_at).toMatch(iso);
    expect(events.at(-1)).toMatchObject({ type: 'turn.done', status: 'done' });
    expect(events.filter((event) => event.type.startsWith('turn.'))).toHaveLength(2);
  });

  it('gives the turn itself with stream false, which is waited for by reading it', async () => {
    const sessionId = await seed.newSession();
    const created = await seed.json(path(sessionId), {
      body: { input: say('reply with 4 words'), stream: false },
    });
    expect([created.status, created.body.data.status]).toEqual([201, 'running']);
    const turn = await wait(sessionId, created.body.data.id);
    expect(turn).toMatchObject({ status: 'done', error: null, cancellation_reason: null });
    expect(turn.output).toMatchObject([{ type: 'model.message', thread_id: 'main', finish_reason: 'stop' }]);
    const again = await wait(sessionId, created.body.data.id);
    expect(again).toEqual(turn);
  });

  it('chains turns: each goes on from the latest, or from the one that is named', async () => {
    const sessionId = await seed.newSession();
    const first = (await seed.turn(sessionId, say('reply with 2 words')))[0];
    const second = (await seed.turn(sessionId, say('reply with 2 words'), { previous_turn_id: 'auto' }))[0];
    expect([first?.previous_turn_id, second?.previous_turn_id]).toEqual([null, first?.turn_id]);
    const branch = await seed.turn(sessionId, say('reply with 2 words'), {
      previous_turn_id: first?.turn_id,
    });
    expect(branch[0]?.previous_turn_id).toBe(first?.turn_id);
    const unknown = { input: say('Hi'), previous_turn_id: '019aa000-0000-7000-8000-000000000000' };
    expect((await seed.json(path(sessionId), { body: unknown })).status).toBe(400);
  });

  it('takes text parts, and echoes what was sent', async () => {
    const sessionId = await seed.newSession();
    const parts = [
      { type: 'text', text: 'reply with' },
      { type: 'text', text: '3 words' },
    ];
    const [created] = await seed.turn(sessionId, say(parts));
    expect((await seed.json(path(sessionId, created?.turn_id))).body.data.input).toEqual(say(parts));
  });

  it('takes an image as a data URI and refuses a document until there is a sandbox, with the toggle', async () => {
    const sessionId = await seed.newSession({
      draft: { manifest: { name: 'sees', model: 'elsewhere/vision' } },
    });
    const upload = (filename: string, file_data: string) => [
      { type: 'file_upload', file: { filename, file_data } },
    ];
    const png = `data:image/png;base64,${Buffer.from('89504e470d0a1a0a00', 'hex').toString('base64')}`;
    const image = await seed.json(path(sessionId), {
      body: { input: say(upload('invoice.png', png)), stream: false },
    });
    expect(image.body.data.input).toMatchObject(
      say([
        { type: 'file_upload', file: { filename: 'invoice.png', media_type: 'image/png', size_bytes: 9 } },
      ]),
    );
    expect(JSON.stringify(image.body)).not.toContain('iVBOR');
    const notes = upload('notes.txt', 'data:text/plain;base64,SGVsbG8=');
    const refused = await seed.json(path(sessionId), { body: { input: say(notes) } });
    expect([refused.status, refused.body.error.message]).toEqual([
      422,
      expect.stringContaining('config.sandbox.enabled'),
    ]);
  });
});

describe('a turn', () => {
  it('has the documented members', async () => {
    const sessionId = await seed.newSession();
    const [created] = await seed.turn(sessionId, say('reply with 2 words'));
    const { data } = (await seed.json(path(sessionId, created?.turn_id))).body;
    expect(data).toMatchObject({
      id: expect.stringMatching(uuidV7),
      session_id: sessionId,
      previous_turn_id: null,
      created_by: seed.userId,
      created_at: expect.stringMatching(iso),
      input: say('reply with 2 words'),
    });
  });

  it('is listed newest first, or oldest first when asked', async () => {
    const sessionId = await seed.newSession();
    const ids = [];
    for (let count = 0; count < 3; count += 1)
      ids.push((await seed.turn(sessionId, say('reply with 1 word')))[0]?.turn_id);
    const listed = async (query: string) =>
      (await seed.json(`${path(sessionId)}${query}`)).body.data.map((turn: Json) => turn.id);
    expect(await listed('')).toEqual(ids.toReversed());
    expect(await listed('?order=asc')).toEqual(ids);
    expect((await seed.json(`${path(sessionId)}?order=sideways`)).status).toBe(400);
  });

  it('says how it ended when it failed or ran out of time', async () => {
    const failing = await seed.newSession({ draft: { manifest: { name: 'f', model: 'simulated/none' } } });
    const failed = (await seed.turn(failing, say('Hello'))).at(-1);
    expect(failed).toMatchObject({
      type: 'turn.done',
      status: 'error',
      message: expect.stringContaining('none'),
    });
    const manifest = { name: 'slow', model: 'simulated/demo', config: { timeout_seconds: 1 } };
    const slow = await seed.newSession({ draft: { manifest } });
    const late = (await seed.turn(slow, say('reply with 100000 words'))).at(-1);
    expect(late).toMatchObject({ status: 'cancelled', cancellation_reason: 'server-execution-timeout' });
    const next = await seed.turn(slow, say('reply with 1 word'));
    expect(next.at(-1)).toMatchObject({ status: 'done' });
  });

  it('ends at the iteration limit with what was said kept', async () => {
    const manifest = {
      name: 'short',
      model: 'simulated/demo',
      mcp_servers: ['billing'],
      config: { iteration_limit: 1 },
    };
    const sessionId = await seed.newSession({ draft: { manifest } });
    const events = await seed.turn(sessionId, say('call find_invoice {"id":"INV-2031"}'));
    expect(events.at(-1)).toMatchObject({ status: 'error', code: 'iteration_limit' });
    const turn = (await seed.json(path(sessionId, events[0]?.turn_id))).body.data;
    expect([turn.status, turn.error.code, turn.output.length]).toEqual(['error', 'iteration_limit', 1]);
  });
});

describe('cancel', () => {
  async function cancelMidway(where: (sessionId: string, turnId: unknown) => string) {
    const sessionId = await seed.newSession();
    const response = await seed.http(path(sessionId), { body: { input: say('reply with 20000 words') } });
    const [watched, kept] = response.body?.tee() ?? [];
    const reader = watched?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    const turnId = /"turn_id":"([^"]+)"/.exec(first)?.[1];
    const answers = [];
    for (let count = 0; count < 2; count += 1)
      answers.push((await seed.json(where(sessionId, turnId), { method: 'POST' })).status);
    const rest = await new Response(kept).text();
    await reader?.cancel();
    return { sessionId, turnId, answers, rest };
  }

  it.each([
    ['session', (sessionId: string) => `/sessions/${sessionId}/cancel`],
    ['turn', (sessionId: string, turnId: unknown) => `${path(sessionId, turnId)}/cancel`],
  ])(
    'of a %s is idempotent, ends the stream with turn.done, and keeps what was said',
    async (_name, where) => {
      const { sessionId, turnId, answers, rest } = await cancelMidway(where);
      expect(answers).toEqual([200, 200]);
      const last = rest.trimEnd().split('\n\n').at(-1) ?? '';
      expect(last).toContain('"type":"turn.done"');
      expect(last).toContain('"cancellation_reason":"client-cancelled"');
      const turn = await wait(sessionId, turnId);
      expect(turn).toMatchObject({ status: 'cancelled', cancellation_reason: 'client-cancelled' });
      const events = await seed.json(`${path(sessionId, turnId)}/events?order=asc`);
      expect(events.status).toBe(200);
      const next = await seed.turn(sessionId, say('reply with 2 words'));
      expect(next[0]?.previous_turn_id).toBe(turnId);
      expect(next.at(-1)).toMatchObject({ status: 'done' });
    },
  );

  it('of what has ended changes nothing', async () => {
    const sessionId = await seed.newSession();
    const [created] = await seed.turn(sessionId, say('reply with 1 word'));
    const answer = await seed.json(`${path(sessionId, created?.turn_id)}/cancel`, { method: 'POST' });
    expect([answer.status, answer.body.data.status]).toEqual([200, 'done']);
    expect((await seed.json(`/sessions/${sessionId}/cancel`, { method: 'POST' })).status).toBe(200);
  });
});

describe('sizes', () => {
  it('of a text and of a body name their limit in the 413, and no turn is created', async () => {
    const sessionId = await seed.newSession();
    const post = (content: string) =>
      seed.json(path(sessionId), { body: { input: say(content), stream: false } });
    const text = await post('x'.repeat(1_000_001));
    expect([text.status, text.body.error.message]).toEqual([413, expect.stringContaining('1 MB')]);
    const wide = await post('é'.repeat(500_001));
    expect(wide.status).toBe(413);
    const body = await post('x'.repeat(25_000_001));
    expect([body.status, body.body.error.message]).toEqual([413, expect.stringContaining('25,000,000')]);
    expect((await seed.json(path(sessionId))).body.data).toEqual([]);
    const manifest = {
      name: 'big',
      model: 'simulated/demo',
      instructions: 'x',
      notes: 'x'.repeat(1_000_001),
    };
    for (const [address, sent] of [
      ['/agents', { manifest }],
      ['/agents/apply', { manifests: [manifest] }],
      ['/sessions', { draft: { manifest } }],
    ] as const) {
      const answer = await seed.json(address, { body: sent });
      expect([address, answer.status, answer.body.error.message]).toEqual([
        address,
        413,
        expect.stringContaining('1,000,000'),
      ]);
    }
  });

  it('of client tools count with the definition that they join', async () => {
    const tool = { name: 'large', schema: { type: 'object', description: 'x'.repeat(1_000_001) } };
    const answer = await seed.json('/sessions', {
      body: { agent_name: 'refund-assistant', client_tools: [tool] },
    });
    expect([answer.status, answer.body.error.code]).toEqual([413, 'too_large']);
  });
});
