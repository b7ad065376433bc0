import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuthBench, type AuthBench, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { insertAgentVersion, findAgent } from '@/lib/storage/agents';
import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import { publishSkill } from '@/lib/features/skills';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { handlerOf, listRoutes, type ListedRoute } from '@/lib/http/list-routes.test-support';
import { listApiKeys } from '@/lib/storage/api-keys';

const routes = await listRoutes();
let bench: AuthBench;
let ours: TestOrganisation;
let theirs: TestOrganisation;

/** A name or id of the other organisation's for each kind of path. */
const foreign: Record<string, string> = {};
const nouns = ['agents', 'skills', 'users', 'api-keys'];

beforeAll(async () => {
  bench = openAuthBench();
  [ours, theirs] = await Promise.all([bench.makeOrganisation(), bench.makeOrganisation()]);
  const owner = theirs.people.owner;
  const manifest = agentManifestSchema.parse({ name: 'their-agent', model: 'simulated/demo' });
  await insertAgentVersion(theirs.scope, null, {
    manifest,
    digest: 'sha256:0',
    note: '',
    createdBy: owner.id,
  });
  await publishSkill(bench.contextOf(theirs.scope, owner), {
    name: 'their-skill',
    note: '',
    files: [{ path: 'SKILL.md', content: '---\nname: their-skill\ndescription: Theirs.\n---\nDo it.' }],
  });
  await bench.makeKey(theirs.scope, owner);
  const keys = await listApiKeys(theirs.scope, { limit: 10 });
  Object.assign(foreign, {
    agents: 'their-agent',
    skills: 'their-skill',
    users: owner.id,
    'api-keys': keys.rows[0]?.id,
  });
});
afterAll(() => bench.app.database.close());

const named = routes.filter((route) => nouns.some((noun) => route.file.startsWith(`api/v1/${noun}/[`)));
const bodies: Record<string, unknown> = {
  PATCH: { name: 'x' },
  'PATCH agents': { manifest: { description: 'x' } },
  PUT: { version: 1 },
};

function ask(route: ListedRoute, name: string) {
  const noun = route.file.split('/')[2] ?? '';
  const params = { ...route.params, [noun === 'users' || noun === 'api-keys' ? 'id' : 'name']: name };
  const path = `/api/v1/${noun}/${name}${route.file.includes('diff') ? '/diff?from=1&to=1' : ''}`;
  const body = route.definition?.body
    ? (bodies[`${route.method} ${noun}`] ?? bodies[route.method])
    : undefined;
  return callRoute(handlerOf(routes, route.file, route.method), {
    method: route.method,
    params,
    path,
    person: ours.people.owner,
    ...(body ? { body } : {}),
  });
}

describe.each(named.map((route) => [`${route.method} ${route.file}`, route] as const))(
  '%s',
  (_name, route) => {
    it('answers the same 404 for another organisation’s thing and for one that nobody has', async () => {
      const theirName = foreign[route.file.split('/')[2] ?? ''] ?? '';
      const unknown = 'nobody-has-this';
      const [toForeign, toUnknown] = [await ask(route, theirName), await ask(route, unknown)];
      expect([toForeign.status, toUnknown.status]).toEqual([404, 404]);
      const words = (answer: { body: unknown }, name: string) =>
        errorOf(answer).message?.replaceAll(name, '<name>');
      expect(words(toForeign, theirName)).toBe(words(toUnknown, unknown));
    });
  },
);

describe('lists', () => {
  it.each(nouns)('of %s show nothing of another organisation', async (noun) => {
    const answer = await callRoute(handlerOf(routes, `api/v1/${noun}/route.ts`, 'GET'), {
      person: ours.people.owner,
    });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).not.toContain(foreign[noun]);
  });

  it('of the audit log show nothing of another organisation', async () => {
    const answer = await callRoute(handlerOf(routes, 'api/v1/audit/route.ts', 'GET'), {
      person: ours.people.auditor,
    });
    expect(JSON.stringify(answer.body)).not.toContain('their-');
  });
});

it('leaves what was attacked as it was', async () => {
  expect((await findAgent(theirs.scope, 'their-agent'))?.latestVersion).toBe(1);
});
