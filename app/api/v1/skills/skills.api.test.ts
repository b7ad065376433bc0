import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  openAuthBench,
  type AuthBench,
  type TestOrganisation,
  type TestPerson,
} from '@/lib/auth/auth-bench.test-support';
import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import { dataOf, listOf } from '@/lib/contract/pagination';
import { skillVersionDetailSchema, skillVersionSchema } from '@/lib/contract/skill';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { insertAgentVersion } from '@/lib/storage/agents';
import { DELETE, GET as readSkill } from './[name]/route';
import { GET as readVersion } from './[name]/versions/[version]/route';
import { GET as listVersions } from './[name]/versions/route';
import { POST } from './route';

let bench: AuthBench;
let organisation: TestOrganisation;

beforeAll(() => {
  bench = openAuthBench();
});
beforeEach(async () => {
  organisation = await bench.makeOrganisation();
});
afterAll(() => bench.app.database.close());

const skillText = (body = 'Do it.') =>
  `---\nname: refunds\ndescription: How to refund.\nlicense: MIT\n---\n${body}`;
const files = (body?: string) => [
  { path: 'SKILL.md', content: skillText(body) },
  { path: 'forms/letter.md', content: 'Dear …' },
];
const publish = (person: TestPerson, change: object = {}) =>
  callRoute(POST, { person, body: { name: 'refunds', files: files(), ...change } });
const params = { name: 'refunds' };

describe('POST /skills', () => {
  it('publishes immutable versions whose digest follows the files', async () => {
    const { builder } = organisation.people;
    expect((await publish(builder)).status).toBe(201);
    expect((await publish(builder, { files: files('Do it well.'), note: 'better' })).body).toMatchObject({
      data: { version: 2 },
    });
    expect((await publish(builder, { files: files().toReversed() })).body).toMatchObject({
      data: { version: 3 },
    });
    const { data } = listOf(skillVersionSchema).parse(
      (await callRoute(listVersions, { person: builder, params })).body,
    );
    expect(data.map((version) => version.version)).toEqual([3, 2, 1]);
    expect(data[0]?.digest).toBe(data[2]?.digest);
    expect(data[0]?.digest).not.toBe(data[1]?.digest);
    expect(data[0]?.tokens.when_read).toBeGreaterThan(0);
    const first = dataOf(skillVersionDetailSchema).parse(
      (await callRoute(readVersion, { person: builder, params: { ...params, version: '1' } })).body,
    ).data;
    expect(first.files.find((file) => file.path === 'SKILL.md')?.content).toBe(skillText());
  });

  it('numbers simultaneous publications without a gap or a loss', async () => {
    const { builder } = organisation.people;
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => publish(builder, { files: files(`Number ${index}`) })),
    );
    const versions = answers.map(({ body }) => dataVersion(body)).toSorted();
    expect(versions).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('guards against a lost update', async () => {
    const { builder } = organisation.people;
    expect((await publish(builder, { if_version: 0 })).status).toBe(201);
    expect(errorOf(await publish(builder, { if_version: 0 }))).toMatchObject({
      code: 'version_conflict',
      param: 'if_version',
    });
    expect((await publish(builder, { if_version: 1 })).status).toBe(201);
  });

  it('lets nobody but its creator and administrators publish over a skill', async () => {
    const other = await bench.makePerson(organisation.scope, 'builder');
    await publish(organisation.people.builder);
    expect((await publish(other)).status).toBe(403);
    expect((await publish(organisation.people.admin)).status).toBe(201);
  });

  it.each([
    ['no SKILL.md', [{ path: 'skill.md', content: 'x' }], 'SKILL.md'],
    ['no front matter', [{ path: 'SKILL.md', content: 'Just text.' }], 'front matter'],
    ['another name', [{ path: 'SKILL.md', content: '---\nname: other\ndescription: x\n---\n' }], '"other"'],
    ['no description', [{ path: 'SKILL.md', content: '---\nname: refunds\n---\n' }], 'description'],
    ['broken YAML', [{ path: 'SKILL.md', content: '---\nname: [\n---\n' }], 'YAML'],
    [
      'a YAML bomb',
      [{ path: 'SKILL.md', content: '---\nname: &a [x]\ndescription: [*a, *a]\n---\n' }],
      'YAML',
    ],
    ['a climbing path', [...files(), { path: '../x', content: '' }], 'relative path'],
    ['an absolute path', [...files(), { path: '/etc/passwd', content: '' }], 'relative path'],
    ['the same path twice', [...files(), { path: 'forms/letter.md', content: '' }], 'twice'],
    ['paths that differ in case', [...files(), { path: 'Forms/Letter.md', content: '' }], 'case'],
    ['a file where a folder is', [...files(), { path: 'forms', content: '' }], 'cannot be inside'],
  ])('refuses %s with a sentence', async (_name, badFiles, words) => {
    const answer = await publish(organisation.people.builder, { files: badFiles });
    expect(answer.status).toBe(400);
    expect(errorOf(answer).message).toContain(words);
  });

  it('refuses more than 10 MB and names the limit', async () => {
    const half = 'x'.repeat(6_000_000);
    const answer = await publish(organisation.people.builder, {
      files: [...files(), { path: 'a', content: half }, { path: 'b', content: half }],
    });
    expect([answer.status, errorOf(answer).message]).toEqual([413, expect.stringContaining('10,000,000')]);
  });
});

describe('DELETE /skills/{name}', () => {
  it('is refused while an agent’s latest version attaches it', async () => {
    const { builder } = organisation.people;
    await publish(builder);
    const manifest = agentManifestSchema.parse({
      name: 'refunder',
      model: 'simulated/demo',
      skills: ['refunds@v1'],
    });
    const agent = await insertAgentVersion(organisation.scope, null, {
      manifest,
      digest: 'd',
      note: '',
      createdBy: builder.id,
    });
    expect((await callRoute(readSkill, { person: builder, params })).body).toMatchObject({
      data: { used_by: [{ agent: 'refunder', version: 1 }] },
    });
    const remove = () => callRoute(DELETE, { method: 'DELETE', person: builder, params });
    expect(errorOf(await remove())).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('refunder'),
    });
    await insertAgentVersion(organisation.scope, agent, {
      manifest: { ...manifest, skills: [] },
      digest: 'e',
      note: '',
      createdBy: builder.id,
    });
    expect((await remove()).status).toBe(204);
    expect((await callRoute(readSkill, { person: builder, params })).status).toBe(404);
  });
});

function dataVersion(body: unknown): number {
  return dataOf(skillVersionSchema.pick({ version: true })).parse(body).data.version;
}
