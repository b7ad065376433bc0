import { newId, newTurnId } from '@/lib/platform/ids';
import type { Scope } from './scope';

export type TestRun = {
  id?: string;
  by: string;
  agentName?: string;
  agentId?: string | null;
  model?: string;
  status?: string;
  title?: string;
  /** ISO with microseconds. */
  startedAt?: string;
};

/** For tests: a session and a finished run in it. Answers the run's id. */
export async function addRun(scope: Scope, run: TestRun): Promise<string> {
  const { organisationId } = scope;
  const id = run.id ?? newId('run');
  const agentName = run.agentName ?? 'refund-assistant';
  const session = await scope.prisma.session.create({
    data: {
      organisationId,
      id: newId('session'),
      agentId: run.agentId ?? null,
      agentName,
      manifest: {},
      metadata: {},
      createdBy: run.by,
    },
  });
  await scope.prisma.run.create({
    data: {
      organisationId,
      id,
      sessionId: session.id,
      agentName,
      modelName: run.model ?? 'openai/gpt-5-mini',
      origin: 'session',
      title: run.title ?? 'A run',
      status: run.status ?? 'done',
      inputTokens: 9_007_199_254_740_991n,
      costUsd: '0.000000123',
      startedAt: new Date(),
      createdBy: run.by,
    },
  });
  // Prisma's dates end at milliseconds.
  await scope.database.pool.query(
    'UPDATE run SET started_at = $3::timestamptz WHERE organisation_id = $1 AND id = $2',
    [organisationId, id, run.startedAt ?? '2026-11-21T09:00:00.000000Z'],
  );
  return id;
}

export type TestStep = {
  id?: string;
  runId: string;
  type?: string;
  startedAt?: string;
  costUsd?: string;
  inputTokens?: number;
  approvalBy?: string;
  error?: { code: string; message: string };
  detail?: Record<string, string>;
  payload?: { input?: string; output?: string };
};

/** For tests: a step of a run, with a payload where one is given. Answers the step's id. */
export async function addStep(scope: Scope, step: TestStep): Promise<string> {
  const { organisationId } = scope;
  const id = step.id ?? newId('step');
  await scope.prisma.step.create({
    data: {
      organisationId,
      id,
      runId: step.runId,
      turnId: newTurnId(),
      sessionId: 'ses_test',
      threadId: 'main',
      type: step.type ?? 'model_call',
      name: 'a step',
      status: step.error ? 'error' : 'done',
      costUsd: step.costUsd ?? null,
      inputTokens: step.inputTokens ?? null,
      approvalBy: step.approvalBy ?? null,
      startedAt: new Date(step.startedAt ?? '2026-11-21T09:00:00Z'),
      errorCode: step.error?.code ?? null,
      errorMessage: step.error?.message ?? null,
      detail: step.detail ?? {},
    },
  });
  if (step.payload) {
    const { input, output } = step.payload;
    await scope.prisma.stepPayload.create({
      data: {
        organisationId,
        stepId: id,
        ...(input === undefined ? {} : { input }),
        ...(output === undefined ? {} : { output }),
      },
    });
  }
  return id;
}
