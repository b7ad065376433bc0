import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openAuthBench, type AuthBench, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { dataOf } from '@/lib/contract/pagination';
import { ensureSimulatedProvider } from '@/lib/features/providers';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { handlerOf, listRoutes, type ListedRoute } from '@/lib/http/list-routes.test-support';
import { newId } from '@/lib/platform/ids';
import { createBlobWriter } from '@/lib/storage/attachments';
import { addSessionFile } from '@/lib/storage/session-files';
import { createMcpServer } from '@/lib/storage/mcp-servers';
import { syncMcpTools } from '@/lib/storage/sync-mcp-tools';
import { listSteps } from '@/lib/storage/traces';
import { findTurn } from '@/lib/storage/turns';

const routes = await listRoutes();
let bench: AuthBench;
let ours: TestOrganisation;
let theirs: TestOrganisation;
let foreign: Record<string, string> = {};

const unknown: Record<string, string> = {
  session_id: 'ses_nobody-has-this',
  turn_id: '019aa000-0000-7000-8000-000000000000',
  digest: `sha256:${'0'.repeat(64)}`,
  path: 'nobody-has-this',
  run_id: 'run_nobody-has-this',
  step_id: 'stp_nobody-has-this',
  server: 'nobody-has-this',
  provider: 'nobody-has-this',
  tool: 'nobody-has-this',
};

const idSchema = dataOf(z.object({ id: z.string() }));

beforeAll(async () => {
  bench = openAuthBench();
  [ours, theirs] = await Promise.all([bench.makeOrganisation(), bench.makeOrganisation()]);
  const { owner } = theirs.people;
  await ensureSimulatedProvider(bench.contextOf(theirs.scope, owner));
  const server = await createMcpServer(theirs.scope, {
    name: 'their-server',
    description: '',
    transport: 'streamable_http',
    url: 'http://127.0.0.1:9/mcp',
    authType: 'none',
    authHeader: null,
    secret: null,
    secretLast4: null,
    builtin: null,
    createdBy: owner.id,
  });
  await syncMcpTools(theirs.scope, server?.id ?? '', [
    {
      name: 'their-tool',
      description: '',
      inputSchema: { type: 'object' },
      outputSchema: null,
      annotations: {},
      digest: 'sha256:0',
    },
  ]);
  const session = await theirRequest(
    'api/v1/sessions/route.ts',
    {},
    {
      draft: { manifest: { name: 'theirs', model: 'simulated/demo' } },
    },
  );
  const turnId = await theirRequest(
    'api/v1/sessions/[session_id]/turns/route.ts',
    { session_id: session },
    {
      input: [{ type: 'user.message', content: 'reply with 3 words' }],
      stream: false,
    },
  );
  await bench.app.harness.turns.ended(turnId);
  const turn = await findTurn(theirs.scope, session, turnId);
  const runId = turn?.run_id ?? '';
  const [step] = await listSteps(theirs.scope, runId);
  const writer = createBlobWriter(theirs.scope);
  await writer.write(Buffer.from('theirs'));
  const stored = await addSessionFile(theirs.scope, await writer.finish(), {
    sessionId: session,
    filename: 'theirs.png',
    mediaType: 'image/png',
    source: 'message',
    createdBy: owner.id,
    organisationBytesMax: 1_000_000,
  });
  if ('refused' in stored) throw new Error('The file was not stored.');
  foreign = {
    session_id: session,
    turn_id: turnId,
    digest: stored.digest,
    path: stored.path,
    run_id: runId,
    step_id: step?.id ?? '',
    server: 'their-server',
    provider: 'simulated',
    tool: 'their-tool',
  };
});
afterAll(() => bench.app.database.close());

async function theirRequest(file: string, params: Record<string, string>, body: unknown): Promise<string> {
  const person = theirs.people.owner;
  const answer = await callRoute(handlerOf(routes, file, 'POST'), { person, params, body });
  if (answer.status >= 300) throw new Error(errorOf(answer).message);
  return idSchema.parse(answer.body).data.id;
}

const nouns = ['sessions', 'traces', 'providers', 'mcp-servers'];
const named = routes.filter((route) => nouns.some((noun) => route.file.startsWith(`api/v1/${noun}/[`)));
const bodies: Record<string, unknown> = {
  'PATCH sessions': { title: 'Ours' },
  'PATCH draft': { manifest: { name: 'ours', model: 'simulated/demo' } },
  'POST turns': { input: [{ type: 'user.message', content: 'Hello' }], stream: false },
  'PATCH providers': { enabled: false },
  'PATCH mcp-servers': { enabled: false },
  'PATCH [tool]': { effect: 'read_only' },
};

function bodyOf(route: ListedRoute): unknown {
  const [noun = '', ...rest] = route.file.split('/').slice(2, -1);
  return bodies[`${route.method} ${rest.at(-1)}`] ?? bodies[`${route.method} ${noun}`];
}

/** The values of a path: from `ids`, except where `rest` gives them. */
function paramsOf(route: ListedRoute, ids: Record<string, string>): Record<string, string> {
  const noun = route.file.split('/')[2];
  const nameIs = noun === 'providers' ? 'provider' : 'server';
  return Object.fromEntries(
    Object.keys(route.params).map((param) => [param, ids[param === 'name' ? nameIs : param] ?? '']),
  );
}

async function ask(route: ListedRoute, ids: Record<string, string>, query: string) {
  const params = paramsOf(route, ids);
  const body = route.definition?.body ? bodyOf(route) : undefined;
  const path = `/api/v1/${newId('request')}${query}`;
  const options = { method: route.method, params, path, person: ours.people.owner };
  const answer = await callRoute(handlerOf(routes, route.file, route.method), {
    ...options,
    ...(body === undefined ? {} : { body }),
  });
  const words = Object.values(params).reduce(
    (text, value) => text?.replaceAll(value, '<id>'),
    errorOf(answer).message,
  );
  return { status: answer.status, code: errorOf(answer).code, words };
}

it('has something of the other organisation for every place in a path', () => {
  expect(Object.entries(foreign).filter(([, value]) => value === '')).toEqual([]);
  expect(Object.keys(foreign).sort()).toEqual(Object.keys(unknown).sort());
});

describe.each(named.map((route) => [`${route.method} ${route.file}`, route] as const))(
  '%s',
  (_name, route) => {
    it('answers the same 404 for another organisation’s thing and for one that nobody has', async () => {
      const query = route.file.includes('stream') ? '?after_sequence_id=0' : '';
      const toForeign = await ask(route, foreign, query);
      expect(toForeign).toMatchObject({ status: 404, code: 'not_found' });
      expect(toForeign).toEqual(await ask(route, unknown, query));
    });
  },
);

describe('an id of the other organisation below a thing of one’s own', () => {
  it.each([
    ['GET', 'api/v1/sessions/[session_id]/turns/[turn_id]/route.ts'],
    ['GET', 'api/v1/sessions/[session_id]/turns/[turn_id]/events/route.ts'],
    ['GET', 'api/v1/sessions/[session_id]/turns/[turn_id]/stream/route.ts'],
    ['POST', 'api/v1/sessions/[session_id]/turns/[turn_id]/cancel/route.ts'],
    ['GET', 'api/v1/sessions/[session_id]/attachments/[digest]/route.ts'],
  ])('is unknown: %s %s', async (method, file) => {
    const route = named.find((candidate) => candidate.file === file && candidate.method === method);
    if (route === undefined) throw new Error(`There is no ${method} ${file}.`);
    const created = await callRoute(handlerOf(routes, 'api/v1/sessions/route.ts', 'POST'), {
      person: ours.people.owner,
      body: { draft: { manifest: { name: 'ours', model: 'simulated/demo' } } },
    });
    const { id } = idSchema.parse(created.body).data;
    const query = file.includes('stream') ? '?after_sequence_id=0' : '';
    const toForeign = await ask(route, { ...foreign, session_id: id }, query);
    expect(toForeign.status).toBe(404);
    expect(toForeign).toEqual(await ask(route, { ...unknown, session_id: id }, query));
  });
});

describe('lists', () => {
  it.each([
    ['sessions', 'session_id'],
    ['traces', 'run_id'],
    ['mcp-servers', 'server'],
    ['tool-policies', 'tool'],
    ['providers', 'provider'],
    ['models', 'provider'],
  ])('of %s show nothing of another organisation', async (noun, kind) => {
    const answer = await callRoute(handlerOf(routes, `api/v1/${noun}/route.ts`, 'GET'), {
      person: ours.people.owner,
    });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).not.toContain(foreign[kind]);
  });
});

it('lets nobody flag a tool of another organisation in bulk', async () => {
  const answer = await callRoute(handlerOf(routes, 'api/v1/tool-policies/route.ts', 'PATCH'), {
    method: 'PATCH',
    person: ours.people.owner,
    body: { tools: [{ server: 'their-server', name: 'their-tool' }], patch: { effect: 'read_only' } },
  });
  expect(answer.status).toBe(404);
});
