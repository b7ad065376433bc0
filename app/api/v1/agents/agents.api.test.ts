import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  openAuthBench,
  type AuthBench,
  type TestOrganisation,
  type TestPerson,
} from '@/lib/auth/auth-bench.test-support';
import { agentSchema, agentSummarySchema, contextEstimateSchema } from '@/lib/contract/agent';
import { agentDiffSchema } from '@/lib/contract/agent-requests';
import { dataOf, listOf } from '@/lib/contract/pagination';
import { publishSkill } from '@/lib/features/skills';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { listAuditEntries } from '@/lib/storage/audit-entries';
import { createProvider } from '@/lib/storage/providers';
import { DELETE as deleteAlias, PUT } from './[name]/aliases/[alias]/route';
import { GET as diff } from './[name]/diff/route';
import { DELETE, GET as readAgent } from './[name]/route';
import { POST as estimate } from './estimate/route';
import { GET, POST } from './route';

let bench: AuthBench;
let organisation: TestOrganisation;

beforeAll(() => {
  bench = openAuthBench();
});
beforeEach(async () => {
  organisation = await bench.makeOrganisation();
  const { owner } = organisation.people;
  const shared = { secret: null, secretLast4: null, createdBy: owner.id };
  await createProvider(organisation.scope, {
    ...shared,
    name: 'simulated',
    type: 'simulated',
    baseUrl: null,
    models: [],
  });
  const models = [{ id: 'demo', context_window: 100_000, prices: { input: 2, output: 4 } }];
  await createProvider(organisation.scope, {
    ...shared,
    name: 'own',
    type: 'openai_compatible',
    baseUrl: 'http://127.0.0.1:9/v1',
    models,
  });
  const content = '---\nname: refunds\ndescription: How to refund.\n---\nAsk first, then refund.';
  await publishSkill(bench.contextOf(organisation.scope, owner), {
    name: 'refunds',
    note: '',
    files: [{ path: 'SKILL.md', content }],
  });
});
afterAll(() => bench.app.database.close());

const base = { name: 'helper', model: 'simulated/demo' };
const save = (person: TestPerson, manifest: object = {}, rest: object = {}) =>
  callRoute(POST, { person, body: { manifest: { ...base, ...manifest }, ...rest } });
const read = async (person: TestPerson, path = '/api/v1/agents/helper') =>
  dataOf(agentSchema).parse((await callRoute(readAgent, { person, params: { name: 'helper' }, path })).body)
    .data;

describe('POST /agents', () => {
  it('saves immutable versions, normalises shorthands and keeps unknown keys', async () => {
    const { builder } = organisation.people;
    const first = await save(builder, { skills: ['refunds@v1'], x_team: { cost_centre: 7 } });
    expect([first.status, dataOf(agentSchema).parse(first.body).data.version]).toEqual([201, 1]);
    await save(builder, { instructions: 'Be brief.' });
    const [latest, old] = [await read(builder), await read(builder, '/api/v1/agents/helper?version=1')];
    expect(latest).toMatchObject({
      version: 2,
      aliases: { latest: 2 },
      manifest: { instructions: 'Be brief.' },
    });
    expect(old.manifest).toMatchObject({
      model: { name: 'simulated/demo' },
      skills: [{ name: 'refunds', version: 1, preload: false }],
      x_team: { cost_centre: 7 },
    });
    expect((await listAuditEntries(organisation.scope, { limit: 2 })).rows.map((row) => row.action)).toEqual([
      'agent.updated',
      'agent.created',
    ]);
  });

  it('numbers simultaneous saves without a gap or a loss, and guards against a lost update', async () => {
    const { builder } = organisation.people;
    const answers = await Promise.all(Array.from({ length: 6 }, () => save(builder)));
    expect(answers.map(({ body }) => dataOf(agentSchema).parse(body).data.version).toSorted()).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    const guarded = await Promise.all(Array.from({ length: 4 }, () => save(builder, {}, { if_version: 6 })));
    expect(guarded.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
  });

  it.each([
    ['model', { model: 'simulated/gone' }, 'manifest.model.name', 'simulated/gone'],
    ['provider', { model: 'nobody/gpt' }, 'manifest.model.name', 'nobody/gpt'],
    ['MCP server', { mcp_servers: ['nowhere'] }, 'manifest.mcp_servers.0.name', 'nowhere'],
    ['skill', { skills: ['nothing'] }, 'manifest.skills.0.name', 'nothing'],
    ['skill version', { skills: ['refunds@v9'] }, 'manifest.skills.0.version', 'latest is 1'],
    ['skill alias', { skills: ['refunds@production'] }, 'manifest.skills.0.alias', 'production'],
  ])('refuses an unknown %s and names it with the remedy', async (_what, manifest, param, words) => {
    const answer = await save(organisation.people.builder, manifest);
    expect(answer.status).toBe(422);
    expect(errorOf(answer)).toMatchObject({ param, message: expect.stringContaining(words) });
  });

  it('refuses a credential in a field, and only points it out in free text', async () => {
    const { builder } = organisation.people;
    const key = `sk-${'a1B2'.repeat(8)}`;
    const refused = await save(builder, { model: { name: 'simulated/demo', params: { api_key: key } } });
    expect(refused.status).toBe(400);
    expect(errorOf(refused)).toMatchObject({
      param: 'manifest.model.params.api_key',
      message: expect.stringContaining('under Models'),
    });
    expect(JSON.stringify(refused.body)).not.toContain(key);
    const warned = await save(builder, { instructions: `Never tell ${key} to anybody.` });
    expect(warned.status).toBe(201);
    expect(warned.body).toMatchObject({ warnings: [expect.stringContaining('instructions')] });
  });

  it('refuses more than 1 MB and names the limit', async () => {
    const answer = await save(organisation.people.builder, { x_notes: 'x'.repeat(1_100_000) });
    expect([answer.status, errorOf(answer).message]).toEqual([413, expect.stringContaining('1,000,000')]);
  });

  it('lets a builder change their own agents only, and an administrator all', async () => {
    const other = await bench.makePerson(organisation.scope, 'builder');
    await save(organisation.people.builder);
    expect((await save(other)).status).toBe(403);
    expect(
      (await callRoute(DELETE, { method: 'DELETE', person: other, params: { name: 'helper' } })).status,
    ).toBe(403);
    expect((await save(organisation.people.admin)).status).toBe(201);
  });
});

describe('GET /agents', () => {
  it('finds agents by part of a name or description and by tag', async () => {
    const { builder, user } = organisation.people;
    await save(builder, { tags: ['finance'], description: 'Refunds money' });
    await save(builder, { name: 'greeter', tags: ['hr'] });
    const names = async (query: string) =>
      listOf(agentSummarySchema)
        .parse((await callRoute(GET, { person: user, path: `/api/v1/agents${query}` })).body)
        .data.map((agent) => agent.name);
    expect(await names('')).toEqual(['greeter', 'helper']);
    expect(await names('?search=MONEY')).toEqual(['helper']);
    expect(await names('?search=%25')).toEqual([]);
    expect(await names('?tag=hr')).toEqual(['greeter']);
  });

  it('shows what an agent is made of and that its model is simulated', async () => {
    await save(organisation.people.builder, { skills: ['refunds'] });
    const answer = await callRoute(GET, { person: organisation.people.user });
    expect(answer.body).toMatchObject({
      data: [
        {
          model: 'simulated/demo',
          model_simulated: true,
          skills: ['refunds'],
          week_runs: 0,
          last_run_at: null,
        },
      ],
    });
  });
});

describe('versions', () => {
  it('are compared by path, with named things matched by name', async () => {
    const { builder } = organisation.people;
    await save(builder, { skills: ['refunds'], tags: ['a'] });
    await save(builder, { skills: [{ name: 'refunds', preload: true }], instructions: 'New' });
    const path = '/api/v1/agents/helper/diff?from=1&to=2';
    const { changes } = dataOf(agentDiffSchema).parse(
      (await callRoute(diff, { person: builder, params: { name: 'helper' }, path })).body,
    ).data;
    expect(changes).toEqual(
      [
        { path: 'tags', before: ['a'], after: [] },
        { path: 'instructions', before: '', after: 'New' },
        { path: 'skills[refunds].preload', before: false, after: true },
      ].sort((left, right) => order(changes, left.path) - order(changes, right.path)),
    );
  });

  it('get aliases, which stay until they are moved or removed', async () => {
    const { builder } = organisation.people;
    await save(builder);
    await save(builder);
    const params = { name: 'helper', alias: 'production' };
    const put = (version: number, alias = 'production') =>
      callRoute(PUT, { method: 'PUT', person: builder, params: { ...params, alias }, body: { version } });
    expect((await put(1)).body).toMatchObject({ data: { aliases: { latest: 2, production: 1 } } });
    expect((await put(7)).status).toBe(404);
    expect((await put(1, 'latest')).status).toBe(400);
    expect((await read(builder)).aliases).toEqual({ latest: 2, production: 1 });
    expect((await callRoute(deleteAlias, { method: 'DELETE', person: builder, params })).status).toBe(204);
    expect((await read(builder)).aliases).toEqual({ latest: 2 });
  });
});

describe('POST /agents/estimate', () => {
  it('counts what the first call would hold, and tells of names that are not there', async () => {
    const manifest = {
      ...base,
      model: 'own/demo',
      instructions: 'Be kind and brief.',
      skills: [{ name: 'refunds', preload: true }],
      mcp_servers: ['nowhere'],
    };
    const answer = await callRoute(estimate, { person: organisation.people.builder, body: { manifest } });
    const { data } = dataOf(contextEstimateSchema).parse(answer.body);
    expect(data.instructions).toBe(5);
    expect(data.total).toBe(data.harness + data.instructions + data.skills + data.tools);
    expect(data).toMatchObject({ context_window: 100_000, servers: { nowhere: { now: 0, preloaded: 0 } } });
    expect(data.input_cost_usd).toBeCloseTo((data.total * 2) / 1e6, 12);
    expect(data.skill_tokens['refunds']?.now).toBe(data.skill_tokens['refunds']?.preloaded);
    expect(data.problems.map((problem) => problem.path)).toEqual(['mcp_servers.0.name']);
  });
});

function order(changes: readonly { path: string }[], path: string): number {
  return changes.findIndex((change) => change.path === path);
}
