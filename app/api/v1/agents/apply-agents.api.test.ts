import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAuthBench, testPort, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { agentApplyResultSchema, type AgentApplyResult } from '@/lib/contract/agent-apply';
import { agentSchema } from '@/lib/contract/agent';
import { dataOf } from '@/lib/contract/pagination';
import { errorBodySchema } from '@/lib/contract/error-codes';
import { ensureSimulatedProvider } from '@/lib/features/providers';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { newId } from '@/lib/platform/ids';
import { POST as apply } from './apply/route';
import { GET as readAgent, PATCH as patchAgent } from './[name]/route';

const bench = openAuthBench();
let organisation: TestOrganisation;
let key: string;
let names: [string, string];

beforeAll(async () => {
  organisation = await bench.makeOrganisation();
  await ensureSimulatedProvider(bench.contextOf(organisation.scope, organisation.people.owner));
  key = await bench.makeKey(organisation.scope, organisation.people.owner);
});
beforeEach(() => {
  const id = newId('agent').replace('_', '-');
  names = [`${id}-a`, `${id}-b`];
});

async function send(body: string, { query = '', type = 'application/yaml' } = {}) {
  const request = new Request(`http://127.0.0.1:${testPort}/api/v1/agents/apply${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': type },
    body,
  });
  const response = await apply(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

async function applied(body: string, query = ''): Promise<AgentApplyResult> {
  const answer = await send(body, { query });
  expect([answer.status, answer.body.error?.message]).toEqual([200, undefined]);
  return agentApplyResultSchema.parse(answer.body);
}

const yaml = (name: string, instructions = 'Be kind.', model = 'simulated/demo') =>
  `name: ${name}\nmodel: ${model}\ninstructions: |\n  ${instructions}\n`;
const exists = async (name: string) => (await callRoute(readAgent, { key, params: { name } })).status === 200;

describe('POST /agents/apply', () => {
  it('creates, updates and leaves agents as their files say, and tells what changed', async () => {
    const both = `${yaml(names[0])}---\n${yaml(names[1])}`;
    expect((await applied(both)).data).toMatchObject([
      { name: names[0], action: 'created', version: 1 },
      { name: names[1], action: 'created', version: 1 },
    ]);
    const again = await applied(`${yaml(names[0])}---\n${yaml(names[1], 'Be brief.')}`);
    expect(again).toMatchObject({
      dry_run: false,
      data: [
        { action: 'unchanged', version: 1, changes: [] },
        {
          action: 'updated',
          version: 2,
          changes: [{ path: 'instructions', before: 'Be kind.\n', after: 'Be brief.\n' }],
        },
      ],
    });
  });

  it.each(['?dry_run', '?dry_run=true'])(
    'tells with %s what would change, and saves nothing',
    async (query) => {
      const told = await applied(yaml(names[0]), query);
      expect(told).toMatchObject({ dry_run: true, data: [{ action: 'created', version: 1 }] });
      expect(told.data[0]?.changes.map((change) => change.path)).toContain('model');
      expect(await exists(names[0])).toBe(false);
    },
  );

  it('takes the same as JSON', async () => {
    const manifests = [{ name: names[0], model: 'simulated/demo' }];
    const answer = await send(JSON.stringify({ manifests, note: 'from git' }), { type: 'application/json' });
    expect(answer.body).toMatchObject({ data: [{ name: names[0], action: 'created' }] });
  });

  it('saves all or none', async () => {
    const answer = await send(`${yaml(names[0])}---\n${yaml(names[1], 'x', 'nowhere/model')}`);
    expect([answer.status, answer.body.error.param]).toEqual([422, 'manifests.1.model.name']);
    expect(await exists(names[0])).toBe(false);
  });

  it.each([
    ['names: [unclosed', 400],
    ['- just\n- a list', 400],
    ['', 400],
    [
      `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [${'*a, '.repeat(9)}*a]\nc: &c [${'*b, '.repeat(9)}*b]\nd: [${'*c, '.repeat(9)}*c]`,
      400,
    ],
    [`name: big\nmodel: simulated/demo\nx: ${'y'.repeat(1_000_100)}`, 413],
  ])('refuses what is no definition: %#', async (body, status) => {
    const answer = await send(body);
    expect(answer.status).toBe(status);
    expect(errorBodySchema.parse(answer.body).error.message).not.toBe('');
  });

  it('refuses one name twice', async () => {
    const answer = await send(`${yaml(names[0])}---\n${yaml(names[0])}`);
    expect([answer.status, answer.body.error.param]).toEqual([400, 'manifests.1.name']);
  });
});

describe('PATCH /agents/{name}', () => {
  const patch = (body: unknown) =>
    callRoute(patchAgent, { key, method: 'PATCH', params: { name: names[0] }, body });

  it('changes the keys that it names and keeps the others, as the next version', async () => {
    await applied(`${yaml(names[0])}description: Old\ntags: [a]\n`);
    const answer = await patch({ manifest: { description: 'New', tags: null } });
    const agent = dataOf(agentSchema).parse(answer.body).data;
    expect([agent.version, agent.manifest]).toMatchObject([
      2,
      { description: 'New', tags: [], instructions: 'Be kind.\n' },
    ]);
  });

  it.each([
    [{ manifest: { model: 7 } }, 400, 'manifest.model'],
    [{ manifest: { model: null } }, 400, 'manifest.model'],
    [{ manifest: { name: 'other' } }, 400, 'manifest'],
    [{ manifest: { description: 'x' }, if_version: 7 }, 409, 'if_version'],
  ])('refuses %j', async (body, status, param) => {
    await applied(yaml(names[0]));
    const answer = await patch(body);
    expect([answer.status, errorOf(answer).param]).toEqual([status, param]);
  });
});
