import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAuthBench, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { dataOf, listOf } from '@/lib/contract/pagination';
import { sessionDetailSchema, sessionSchema } from '@/lib/contract/session';
import { storedEventSchema } from '@/lib/contract/event';
import { turnSchema, type Turn } from '@/lib/contract/turn';
import { ensureSimulatedProvider } from '@/lib/features/providers';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { newId } from '@/lib/platform/ids';
import { POST as saveAgent } from '@/app/api/v1/agents/route';
import { DELETE as deleteAgent } from '@/app/api/v1/agents/[name]/route';
import { PUT as putAlias } from '@/app/api/v1/agents/[name]/aliases/[alias]/route';
import { POST as createSession } from './route';
import { GET as readSession } from './[session_id]/route';
import { PATCH as changeDraft } from './[session_id]/draft/route';
import { POST as startTurn } from './[session_id]/turns/route';
import { GET as readTurn } from './[session_id]/turns/[turn_id]/route';
import { GET as listEvents } from './[session_id]/turns/[turn_id]/events/route';

const bench = openAuthBench();
let organisation: TestOrganisation;
let key: string;
let name: string;

beforeAll(async () => {
  organisation = await bench.makeOrganisation();
  await ensureSimulatedProvider(bench.contextOf(organisation.scope, organisation.people.owner));
  key = await bench.makeKey(organisation.scope, organisation.people.owner);
});
beforeEach(async () => {
  name = newId('agent').replace('_', '-');
  await save('first');
});

async function save(instructions: string, extra: Record<string, unknown> = {}): Promise<void> {
  const manifest = { name, model: 'simulated/demo', instructions, ...extra };
  expect((await callRoute(saveAgent, { key, body: { manifest } })).status).toBe(201);
}

const point = (alias: string, version: number) =>
  callRoute(putAlias, { key, method: 'PUT', params: { name, alias }, body: { version } });

async function begin(extra: Record<string, unknown> = {}) {
  const answer = await callRoute(createSession, { key, body: { agent_name: name, ...extra } });
  expect([answer.status, errorOf(answer).message]).toEqual([201, undefined]);
  return dataOf(sessionSchema).parse(answer.body).data;
}

async function sessionOf(id: string) {
  const answer = await callRoute(readSession, { key, params: { session_id: id } });
  return dataOf(sessionDetailSchema).parse(answer.body).data;
}

/** Starts a turn and waits for its end. */
async function run(sessionId: string, input: unknown[]): Promise<Turn> {
  const answer = await callRoute(startTurn, {
    key,
    params: { session_id: sessionId },
    body: { input, stream: false },
  });
  expect([answer.status, errorOf(answer).message]).toEqual([201, undefined]);
  const { id } = dataOf(turnSchema).parse(answer.body).data;
  await bench.app.harness.turns.ended(id);
  const ended = await callRoute(readTurn, { key, params: { session_id: sessionId, turn_id: id } });
  return dataOf(turnSchema).parse(ended.body).data;
}

const say = (content: string) => [{ type: 'user.message', content }];

describe('a session', () => {
  it('stays at the version it began with, whatever becomes of its agent', async () => {
    const pinned = await begin({ version: 1 });
    const latest = await begin();
    await save('second');
    expect((await run(pinned.id, say('reply with 2 words'))).status).toBe('done');
    expect(await sessionOf(pinned.id)).toMatchObject({ agent_version: 1, agent_alias: null });
    await run(latest.id, say('reply with 2 words'));
    expect((await sessionOf(latest.id)).agent_version).toBe(1);
    await callRoute(deleteAgent, { key, method: 'DELETE', params: { name } });
    expect((await run(pinned.id, say('reply with 2 words'))).status).toBe('done');
    expect((await sessionOf(pinned.id)).manifest.instructions).toBe('first');
  });

  it('ends a running turn as it began when its agent is edited and deleted meanwhile', async () => {
    const { id } = await begin();
    const answer = await callRoute(startTurn, {
      key,
      params: { session_id: id },
      body: { input: say('reply with 300 words'), stream: false },
    });
    const turn = dataOf(turnSchema).parse(answer.body).data;
    await save('second');
    await callRoute(deleteAgent, { key, method: 'DELETE', params: { name } });
    await bench.app.harness.turns.ended(turn.id);
    const params = { session_id: id, turn_id: turn.id };
    expect((await callRoute(readTurn, { key, params })).body).toMatchObject({ data: { status: 'done' } });
  });

  it('that follows an alias moves with it before its next message, and stays when the alias goes', async () => {
    await save('second');
    await point('production', 1);
    const { id, agent_version: began } = await begin({ alias: 'production' });
    expect(began).toBe(1);
    await point('production', 2);
    await run(id, say('reply with 2 words'));
    expect(await sessionOf(id)).toMatchObject({
      agent_version: 2,
      agent_alias: 'production',
      manifest: { instructions: 'second' },
    });
    await callRoute(deleteAgent, { key, method: 'DELETE', params: { name } });
    await save('another agent of that name');
    await point('production', 1);
    expect((await run(id, say('reply with 2 words'))).status).toBe('done');
    expect((await sessionOf(id)).manifest.instructions).toBe('second');
  });

  it('may follow the latest version, and names one of both ways only', async () => {
    const { id } = await begin({ alias: 'latest' });
    await save('second');
    await run(id, say('reply with 2 words'));
    expect((await sessionOf(id)).agent_version).toBe(2);
    const both = await callRoute(createSession, {
      key,
      body: { agent_name: name, version: 1, alias: 'latest' },
    });
    expect([both.status, errorOf(both).param]).toEqual([400, 'alias']);
    const missing = await callRoute(createSession, { key, body: { agent_name: name, alias: 'staging' } });
    expect([missing.status, errorOf(missing).message]).toEqual([
      404,
      expect.stringContaining(`${name}@staging`),
    ]);
  });
});

describe('client tools of a session', () => {
  const tool = {
    name: 'open_ticket',
    description: 'Opens a ticket in the caller’s own program.',
    schema: { type: 'object', properties: { title: { type: 'string' } } },
  };

  it('are called, answered by the caller, and kept beside those of the definition', async () => {
    await save('first', { client_tools: [{ name: 'of_the_agent' }] });
    const { id } = await begin({ client_tools: [tool] });
    const paused = await run(id, say('call open_ticket {"title":"Broken"}'));
    const required = paused.output.find((event) => event.type === 'tool.response_required');
    const callId = required?.type === 'tool.response_required' ? (required.tool_calls[0]?.id ?? '') : '';
    const message = paused.output.find((event) => event.type === 'model.message');
    expect(message).toMatchObject({
      tool_calls: [{ id: callId, tool_info: { original_tool_name: 'open_ticket', is_client_side: true } }],
    });
    const resumed = await run(id, [
      { type: 'user.tool_response', thread_id: 'main', tool_call_id: callId, content: 'TICKET-77' },
    ]);
    expect(resumed.status).toBe('done');
    const events = await callRoute(listEvents, { key, params: { session_id: id, turn_id: resumed.id } });
    expect(listOf(storedEventSchema).parse(events.body).data).toContainEqual(
      expect.objectContaining({ type: 'tool.response', tool_call_id: callId, content: 'TICKET-77' }),
    );
    const names = (await sessionOf(id)).manifest.client_tools?.map((declared) => declared.name);
    expect(names).toEqual(['of_the_agent', 'open_ticket']);
  });

  it('stay when the session moves to another version or its draft changes', async () => {
    const { id } = await begin({ alias: 'latest', client_tools: [tool] });
    await save('second', { client_tools: [{ name: 'of_the_agent' }] });
    await run(id, say('reply with 2 words'));
    expect((await sessionOf(id)).manifest.client_tools?.map((declared) => declared.name)).toEqual([
      'of_the_agent',
      'open_ticket',
    ]);
    const draft = { draft: { manifest: { name: 'draft', model: 'simulated/demo' } }, client_tools: [tool] };
    const made = dataOf(sessionSchema).parse(
      (await callRoute(createSession, { key, body: draft })).body,
    ).data;
    const manifest = { name: 'draft', model: 'simulated/demo', instructions: 'changed' };
    await callRoute(changeDraft, {
      key,
      method: 'PATCH',
      params: { session_id: made.id },
      body: { manifest },
    });
    expect((await sessionOf(made.id)).manifest).toMatchObject({
      instructions: 'changed',
      client_tools: [{ name: 'open_ticket' }],
    });
  });

  it('may not take the name of another tool', async () => {
    await save('first', { client_tools: [{ name: 'open_ticket' }] });
    for (const client_tools of [
      [tool],
      [{ name: 'twice' }, { name: 'twice' }],
      [{ name: 'ask_user_question' }],
    ]) {
      const answer = await callRoute(createSession, { key, body: { agent_name: name, client_tools } });
      expect([answer.status, errorOf(answer).param]).toEqual([422, 'client_tools']);
    }
  });
});
