import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/lib/platform/ids';
import { openDatabase, type Database } from './database';
import { scopeOf, type Scope } from './scope';
import { addRun, addStep } from './trace-bench.test-support';
import {
  listRuns,
  listSteps,
  readRun,
  readStepPayload,
  type RunCursor,
  type TraceVisibility,
} from './traces';

const everybody: TraceVisibility = { everybody: true };
let database: Database;
const emptyOrganisation = (): Scope => scopeOf(database, newId('organisation'));

beforeAll(() => {
  // Set by the tests' own database; without it there is nothing to open.
  database = openDatabase(process.env['DATABASE_URL'] ?? '');
});
afterAll(() => database.close());

async function readAllPages(scope: Scope, visibility: TraceVisibility, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let before: RunCursor | undefined;
  for (;;) {
    const page = await listRuns(scope, visibility, { limit, before });
    ids.push(...page.map((run) => run.id));
    const last = page.at(-1);
    if (page.length < limit || !last) return ids;
    before = { startedAt: last.started_at, id: last.id };
  }
}

describe('listRuns', () => {
  it('reads every run exactly once, newest first, however the pages fall and however close the runs are', async () => {
    const started = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(started, fc.integer({ min: 1, max: 6 }), async (microseconds, limit) => {
        const scope = emptyOrganisation();
        const expected: { id: string; at: number }[] = [];
        for (const at of microseconds) {
          expected.push({
            id: await addRun(scope, { by: 'usr_a', startedAt: `2026-11-21T09:00:00.12300${at}Z` }),
            at,
          });
        }
        expected.sort((left, right) => right.at - left.at || (left.id < right.id ? 1 : -1));
        expect(await readAllPages(scope, everybody, limit)).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 25 },
    );
  });

  it('pages through own runs and runs of created agents without showing one twice', async () => {
    const scope = emptyOrganisation();
    const agent = await scope.prisma.agent.create({
      data: {
        id: newId('agent'),
        organisationId: scope.organisationId,
        name: 'mine',
        description: '',
        latestVersion: 1,
        createdBy: 'usr_builder',
      },
    });
    const mine = { agentId: agent.id, agentName: 'mine' };
    const visible = [
      await addRun(scope, { by: 'usr_builder' }),
      await addRun(scope, { by: 'usr_builder', ...mine }),
      await addRun(scope, { by: 'usr_other', ...mine }),
      await addRun(scope, { by: 'usr_other', ...mine }),
    ];
    await addRun(scope, { by: 'usr_other' });
    // Of an agent that had the name before and is gone: its runs were never the builder's.
    const older = await addRun(scope, { by: 'usr_other', agentName: 'mine', agentId: newId('agent') });
    const builder: TraceVisibility = { everybody: false, userId: 'usr_builder', withAgentsCreated: true };
    expect((await readAllPages(scope, builder, 2)).sort()).toEqual(visible.sort());
    expect(await readRun(scope, builder, older)).toBeUndefined();
    const own = { ...builder, withAgentsCreated: false };
    expect(await readAllPages(scope, own, 3)).toHaveLength(2);
  });

  it('filters by agent, status, session, time and words of the title, which are no patterns', async () => {
    const scope = emptyOrganisation();
    const percent = await addRun(scope, { by: 'usr_a', title: 'Give 10% back', status: 'error' });
    const plain = await addRun(scope, {
      by: 'usr_a',
      title: 'Give 100 back',
      agentName: 'triage',
      startedAt: '2026-11-20T09:00:00.000000Z',
    });
    const find = async (filter: object) =>
      (await listRuns(scope, everybody, { limit: 10, ...filter })).map((run) => run.id);
    expect(await find({ search: '10%' })).toEqual([percent]);
    expect(await find({ search: 'GIVE' })).toEqual([percent, plain]);
    expect(await find({ status: 'error' })).toEqual([percent]);
    expect(await find({ agentName: 'triage' })).toEqual([plain]);
    expect(await find({ startedFrom: new Date('2026-11-21T00:00:00Z') })).toEqual([percent]);
    expect(await find({ startedTo: new Date('2026-11-21T00:00:00Z') })).toEqual([plain]);
    const session = (await readRun(scope, everybody, plain))?.session_id;
    expect(await find({ sessionId: session })).toEqual([plain]);
  });

  it('shows nothing of another organisation', async () => {
    const [ours, theirs] = [emptyOrganisation(), emptyOrganisation()];
    const id = await addRun(theirs, { by: 'usr_a' });
    const stepId = await addStep(theirs, { runId: id, payload: { input: 'secret' } });
    expect(await listRuns(ours, everybody, { limit: 10 })).toEqual([]);
    expect(await readRun(ours, everybody, id)).toBeUndefined();
    expect(await listSteps(ours, id)).toEqual([]);
    expect(await readStepPayload(ours, id, stepId)).toBeUndefined();
  });
});

describe('readRun', () => {
  it('reads counts and money as exact numbers and marks the simulated provider', async () => {
    const scope = emptyOrganisation();
    await scope.prisma.provider.create({
      data: {
        id: newId('provider'),
        organisationId: scope.organisationId,
        name: 'played',
        type: 'simulated',
        models: [],
        createdBy: 'x',
      },
    });
    const run = await readRun(
      scope,
      everybody,
      await addRun(scope, { by: 'usr_gone', model: 'played/demo' }),
    );
    expect(run?.usage.input_tokens).toBe(Number.MAX_SAFE_INTEGER);
    expect(run?.usage.cost_usd).toBe(0.000000123);
    expect(run).toMatchObject({ simulated: true, created_by_name: 'usr_gone', ended_at: null });
  });
});

describe('listSteps', () => {
  it('reads steps in start order, with the name of who decided and without usage where no model was asked', async () => {
    const scope = emptyOrganisation();
    const runId = await addRun(scope, { by: 'usr_a' });
    const user = await scope.prisma.user.create({
      data: {
        id: newId('user'),
        organisationId: scope.organisationId,
        email: `${newId('user')}@example.com`,
        name: 'Maya Kern',
        role: 'admin',
        passwordHash: 'none',
        createdBy: 'x',
      },
    });
    await addStep(scope, {
      id: `${runId}-b`,
      runId,
      startedAt: '2026-11-21T09:00:02Z',
      type: 'approval',
      approvalBy: user.id,
    });
    await addStep(scope, { id: `${runId}-a`, runId, inputTokens: 7, costUsd: '0.000000001' });
    await addStep(scope, {
      id: `${runId}-c`,
      runId,
      startedAt: '2026-11-21T09:00:02Z',
      type: 'tool_call',
      error: { code: 'upstream_failed', message: 'No answer.' },
    });
    const steps = await listSteps(scope, runId);
    expect(steps.map((step) => step.id)).toEqual([`${runId}-a`, `${runId}-b`, `${runId}-c`]);
    expect(steps[0]).toMatchObject({
      cost_usd: 1e-9,
      usage: { input_tokens: 7, output_tokens: 0, cost_usd: 1e-9 },
    });
    expect(steps[1]).toMatchObject({
      approval_by: user.id,
      detail: { decided_by_name: 'Maya Kern' },
      usage: null,
    });
    expect(steps[2]?.error).toEqual({ code: 'upstream_failed', message: 'No answer.' });
  });

  it('gives the payload of a step only through its own run', async () => {
    const scope = emptyOrganisation();
    const [runId, otherId] = [await addRun(scope, { by: 'usr_a' }), await addRun(scope, { by: 'usr_b' })];
    const stepId = await addStep(scope, { runId, payload: { input: 'in' } });
    const bare = await addStep(scope, { runId });
    expect(await readStepPayload(scope, runId, stepId)).toEqual({
      step_id: stepId,
      input: 'in',
      output: null,
    });
    expect(await readStepPayload(scope, runId, bare)).toEqual({ step_id: bare, input: null, output: null });
    expect(await readStepPayload(scope, otherId, stepId)).toBeUndefined();
  });
});
