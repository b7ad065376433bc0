import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openAuthBench, testPort, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { streamEventSchema } from '@/lib/contract/event';
import { optInEventSchema } from '@/lib/contract/opt-in-event';
import { ensureSimulatedProvider } from '@/lib/features/providers';
import {
  startEverythingServer,
  type EverythingServer,
} from '@/lib/gateways/mcp/everything-server.test-support';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import type { RouteHandler } from '@/lib/http/route-definition';
import { dropOldDeltas } from '@/lib/storage/drop-old-deltas';
import { POST as createServer } from '@/app/api/v1/mcp-servers/route';
import { PATCH as flagTool } from '@/app/api/v1/mcp-servers/[name]/tools/[tool]/route';
import { POST as createSession } from './route';
import { GET as listTurns, POST as startTurn } from './[session_id]/turns/route';
import { GET as streamTurn } from './[session_id]/turns/[turn_id]/stream/route';
import { POST as cancelTurn } from './[session_id]/turns/[turn_id]/cancel/route';
import { GET as listEvents } from './[session_id]/turns/[turn_id]/events/route';

const bench = openAuthBench();
const anyEventSchema = z.union([streamEventSchema, optInEventSchema]);
type AnyEvent = z.infer<typeof anyEventSchema>;
const tool = 'trigger-long-running-operation';
let organisation: TestOrganisation;
let server: EverythingServer;
let key: string;
let events: AnyEvent[];
let sessionId: string;

beforeAll(async () => {
  organisation = await bench.makeOrganisation();
  const { owner } = organisation.people;
  await ensureSimulatedProvider(bench.contextOf(organisation.scope, owner));
  key = await bench.makeKey(organisation.scope, owner);
  server = await startEverythingServer();
  const made = await callRoute(createServer, { key, body: { name: 'box', url: server.url } });
  expect([made.status, errorOf(made).message]).toEqual([201, undefined]);
  await callRoute(flagTool, {
    key,
    method: 'PATCH',
    params: { name: 'box', tool },
    body: { effect: 'read_only' },
  });
  const draft = {
    manifest: { name: 'boxer', model: 'simulated/demo', mcp_servers: [{ name: 'box', preload: true }] },
  };
  sessionId = ((await callRoute(createSession, { key, body: { draft } })).body as { data: { id: string } })
    .data.id;
  const input = [{ type: 'user.message', content: `call ${tool} {"duration":1,"steps":4}` }];
  events = await read(startTurn, '?include=progress', { session_id: sessionId }, { input });
});
afterAll(() => server.stop());

async function read(
  handler: RouteHandler,
  query: string,
  params: Record<string, string>,
  body?: unknown,
): Promise<AnyEvent[]> {
  const request = new Request(`http://127.0.0.1:${testPort}/x${query}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  expect(response.status).toBe(200);
  const messages = (await response.text()).split('\n\n').filter((message) => message.includes('data: '));
  return messages.map((message) =>
    anyEventSchema.parse(JSON.parse(message.slice(message.indexOf('data: ') + 6))),
  );
}

const turnId = () => {
  const created = events.find((event) => event.type === 'turn.created');
  return created?.type === 'turn.created' ? created.turn_id : '';
};
const typesOf = (list: readonly { type: string }[]) => new Set(list.map((event) => event.type));
const optIn = ['tool.dispatched', 'tool.progress', 'turn.started', 'turn.steered'];
const list = (query: string) =>
  callRoute(listEvents, { key, params: { session_id: sessionId, turn_id: turnId() }, path: `/x${query}` });

describe('?include=progress', () => {
  it('shows that a call left and how far it is, between its message and its result', () => {
    const order = events.map((event) => event.type);
    const dispatched = order.indexOf('tool.dispatched');
    const progress = events.filter((event) => event.type === 'tool.progress');
    expect(progress[0]).toMatchObject({ thread_id: 'main', progress: 1, total: 4 });
    expect(dispatched).toBeGreaterThan(order.indexOf('model.message'));
    expect(order.indexOf('tool.progress')).toBeGreaterThan(dispatched);
    expect(order.lastIndexOf('tool.progress')).toBeLessThan(order.indexOf('tool.response'));
    expect(events[dispatched]).toMatchObject({ server: 'box', tool });
  });

  it('is a matter of each request: without it the catalogue is the documented one', async () => {
    const params = { session_id: sessionId, turn_id: turnId() };
    const plain = await read(streamTurn, '?after_sequence_id=0', params);
    for (const type of optIn) expect(typesOf(plain)).not.toContain(type);
    const asked = await read(streamTurn, '?after_sequence_id=0&include=context,progress', params);
    expect(asked.map((event) => event.sequence_id)).toEqual(events.map((event) => event.sequence_id));
    const data = (answer: { body: unknown }) => (answer.body as { data: { type: string }[] }).data;
    for (const type of optIn) expect(typesOf(data(await list('')))).not.toContain(type);
    expect(typesOf(data(await list('?include=progress')))).toContain('tool.dispatched');
    expect(typesOf(data(await list('?include=progress')))).not.toContain('tool.progress');
  });

  it('lists whole pages although types are left out', async () => {
    const { body } = await list('?limit=1');
    expect(body).toMatchObject({ data: [{}], pagination: { next_page_token: expect.any(String) } });
  });

  it.each(['?include=everything', '?include=', '?include=progress,', '?include=progress&include=context'])(
    'is refused as %s',
    async (query) => {
      const params = { session_id: sessionId, turn_id: turnId() };
      const options = { key, path: `/x${query}` };
      const input = [{ type: 'user.message', content: 'Hello' }];
      const ofSession = { key, params: { session_id: sessionId } };
      const before = await callRoute(listTurns, ofSession);
      const answers = [
        await callRoute(streamTurn, { ...options, params }),
        await callRoute(listEvents, { ...options, params }),
        await callRoute(startTurn, { ...options, params: { session_id: sessionId }, body: { input } }),
      ];
      for (const answer of answers) {
        expect([answer.status, errorOf(answer).message]).toEqual([400, expect.stringContaining('include')]);
        expect(errorOf(answer)).toMatchObject({
          code: 'invalid_request',
          param: expect.stringMatching(/^include/),
        });
      }
      expect((await callRoute(listTurns, ofSession)).body).toEqual(before.body);
    },
  );

  it('has progress for as long as it has deltas', async () => {
    const { pool } = bench.app.database;
    await pool.query(`UPDATE turn SET ended_at = now() - interval '6 minutes' WHERE id = $1`, [turnId()]);
    await dropOldDeltas(pool);
    const { rows } = await pool.query<{ type: string }>(
      'SELECT DISTINCT type FROM event WHERE turn_id = $1',
      [turnId()],
    );
    expect(typesOf(rows)).not.toContain('tool.progress');
    expect(typesOf(rows)).toContain('tool.dispatched');
  });
});

describe('turns that meet', () => {
  const say = (content: string) => ({ input: [{ type: 'user.message', content }] });
  const begin = async () => {
    const draft = { manifest: { name: 'met', model: 'simulated/demo' } };
    const made = await callRoute(createSession, { key, body: { draft } });
    const params = { session_id: (made.body as { data: { id: string } }).data.id };
    const body = { ...say('reply with 20000 words'), stream: false };
    const running = await callRoute(startTurn, { key, params, body });
    return { params, runningId: (running.body as { data: { id: string } }).data.id };
  };

  it('say when a queued one begins, and what it goes on from', async () => {
    const { params, runningId } = await begin();
    const queued = read(startTurn, '?include=progress', params, {
      ...say('reply with 2 words'),
      if_running: 'queue',
    });
    await expect
      .poll(async () => JSON.stringify((await callRoute(listTurns, { key, params })).body))
      .toContain('"queued"');
    await callRoute(cancelTurn, { key, method: 'POST', params: { ...params, turn_id: runningId } });
    const told = await queued;
    expect(told[0]).toMatchObject({ type: 'turn.created', status: 'queued' });
    expect(told[1]).toMatchObject({ type: 'turn.started', previous_turn_id: runningId });
    expect(told.at(-1)).toMatchObject({ type: 'turn.done', status: 'done' });
  });

  it('show a message that joined the running one', async () => {
    const { params, runningId } = await begin();
    const following = read(streamTurn, '?include=progress', { ...params, turn_id: runningId });
    const steer = { ...say('reply with 3 words'), if_running: 'steer', stream: false };
    expect((await callRoute(startTurn, { key, params, body: steer })).status).toBe(200);
    // Accepted is accepted: the message is in the log although the turn is stopped before the model reads it.
    await callRoute(cancelTurn, { key, method: 'POST', params: { ...params, turn_id: runningId } });
    const told = await following;
    expect(told.find((event) => event.type === 'turn.steered')).toMatchObject({
      number: 1,
      input: [{ type: 'user.message', content: 'reply with 3 words' }],
    });
  });
});
