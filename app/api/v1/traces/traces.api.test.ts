import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openAuthBench,
  type AuthBench,
  type TestOrganisation,
  type TestPerson,
} from '@/lib/auth/auth-bench.test-support';
import { dataOf, listOf } from '@/lib/contract/pagination';
import { roles } from '@/lib/contract/permissions';
import { runSchema, stepPayloadSchema, traceSchema } from '@/lib/contract/trace';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { addRun, addStep } from '@/lib/storage/trace-bench.test-support';
import { newId } from '@/lib/platform/ids';
import { GET as listRoute } from './route';
import { GET as readRoute } from './[run_id]/route';
import { GET as exportRoute } from './[run_id]/export/route';
import { GET as stepRoute } from './[run_id]/steps/[step_id]/route';

let bench: AuthBench;
let ours: TestOrganisation;
let theirs: TestOrganisation;
const runs = { user: '', ofBuildersAgent: '', theirs: '' };
let stepId = '';

beforeAll(async () => {
  bench = openAuthBench();
  [ours, theirs] = await Promise.all([bench.makeOrganisation(), bench.makeOrganisation()]);
  const { scope, people } = ours;
  const agent = await scope.prisma.agent.create({
    data: {
      id: newId('agent'),
      organisationId: scope.organisationId,
      name: 'built',
      description: '',
      latestVersion: 1,
      createdBy: people.builder.id,
    },
  });
  runs.user = await addRun(scope, { by: people.user.id });
  const later = '2026-11-21T10:00:00.000000Z';
  runs.ofBuildersAgent = await addRun(scope, {
    by: people.user.id,
    agentId: agent.id,
    agentName: 'built',
    startedAt: later,
  });
  runs.theirs = await addRun(theirs.scope, { by: theirs.people.user.id });
  stepId = await addStep(scope, { runId: runs.user, payload: { input: 'in', output: 'out' } });
});
afterAll(() => bench.app.database.close());

const read = (person: TestPerson, runId: string) =>
  callRoute(readRoute, { person, params: { run_id: runId }, path: `/api/v1/traces/${runId}` });
const listed = async (person: TestPerson, query = '') => {
  const answer = await callRoute(listRoute, { person, path: `/api/v1/traces${query}` });
  return listOf(runSchema).parse(answer.body);
};

describe('who sees which runs', () => {
  const allOfOurs = (): string[] => [runs.ofBuildersAgent, runs.user];
  const visible = {
    owner: allOfOurs,
    admin: allOfOurs,
    auditor: allOfOurs,
    user: allOfOurs,
    builder: () => [runs.ofBuildersAgent],
  };

  it.each(roles)('%s', async (role) => {
    const person = ours.people[role];
    expect((await listed(person)).data.map((run) => run.id)).toEqual(visible[role]());
    const answers = await Promise.all(Object.values(runs).map((id) => read(person, id)));
    const shown = Object.values(runs).filter((_, index) => answers[index]?.status === 200);
    expect(shown.sort()).toEqual(visible[role]().sort());
    expect(answers.every(({ status }) => status === 200 || status === 404)).toBe(true);
  });

  it('somebody else of the same role sees nothing of them', async () => {
    for (const role of ['builder', 'user'] as const) {
      const stranger = await bench.makePerson(ours.scope, role);
      expect((await listed(stranger)).data).toEqual([]);
      expect((await read(stranger, runs.user)).status).toBe(404);
    }
  });

  it('a key without the right to everybody’s runs narrows its owner to their own', async () => {
    const key = await bench.makeKey(ours.scope, ours.people.admin, ['traces:read']);
    const answer = await callRoute(listRoute, { key, path: '/api/v1/traces' });
    expect(listOf(runSchema).parse(answer.body).data).toEqual([]);
  });

  it('hides payloads and exports with the run', async () => {
    const params = { run_id: runs.user, step_id: stepId };
    for (const route of [stepRoute, exportRoute]) {
      expect((await callRoute(route, { person: ours.people.builder, params })).status).toBe(404);
      expect((await callRoute(route, { person: theirs.people.owner, params })).status).toBe(404);
    }
  });
});

describe('a trace over HTTP', () => {
  it('gives the run, its steps, and a step’s input and output apart', async () => {
    const trace = dataOf(traceSchema).parse((await read(ours.people.user, runs.user)).body).data;
    expect(trace.run).toMatchObject({ id: runs.user, created_by_name: 'The user' });
    expect(trace.steps.map((step) => step.id)).toEqual([stepId]);
    const params = { run_id: runs.user, step_id: stepId };
    const payload = await callRoute(stepRoute, { person: ours.people.user, params });
    expect(dataOf(stepPayloadSchema).parse(payload.body).data).toEqual({
      step_id: stepId,
      input: 'in',
      output: 'out',
    });
    const unknown = await callRoute(stepRoute, {
      person: ours.people.user,
      params: { ...params, step_id: 'stp_none' },
    });
    expect(unknown.status).toBe(404);
  });

  it('exports every step with its payload, in order, as one file', async () => {
    const runId = await addRun(ours.scope, { by: ours.people.admin.id });
    const ids: string[] = [];
    for (let index = 0; index < 45; index += 1) {
      const payload = index % 2 === 0 ? { input: `in ${index}` } : undefined;
      ids.push(
        await addStep(ours.scope, { id: `${runId}-${100 + index}`, runId, ...(payload ? { payload } : {}) }),
      );
    }
    const answer = await callRoute(exportRoute, { person: ours.people.admin, params: { run_id: runId } });
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="trace-${runId}.json"`);
    expect(answer.body).toMatchObject({
      run: { id: runId },
      steps: ids.map((id, index) => ({ id, input: index % 2 === 0 ? `in ${index}` : null, output: null })),
    });
  });

  it('pages by token and never gives an empty page one', async () => {
    const first = await listed(ours.people.user, '?limit=1');
    const token = first.pagination.next_page_token;
    const second = await listed(ours.people.user, `?limit=1&page_token=${token}`);
    expect([first, second].map((page) => page.data[0]?.id)).toEqual([runs.ofBuildersAgent, runs.user]);
    expect(second.pagination).toEqual({ limit: 1 });
  });

  it.each(['x', 'W10', Buffer.from('["0000-01-01T00:00:00.000000Z","a"]').toString('base64url')])(
    'refuses the page token %s, which it never gave',
    async (token) => {
      const answer = await callRoute(listRoute, {
        person: ours.people.user,
        path: `/api/v1/traces?page_token=${token}`,
      });
      expect(answer.status).toBe(400);
      expect(errorOf(answer)).toMatchObject({ code: 'invalid_request', param: 'page_token' });
    },
  );
});
