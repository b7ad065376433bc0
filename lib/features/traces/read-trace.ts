import type { Run, StepPayload, Trace } from '@/lib/contract/trace';
import { notFound } from '@/lib/platform/app-error';
import { restoreStepInput } from '@/lib/runtime/trace/step-input';
import { listSteps, readRun, readStepPayload } from '@/lib/storage/traces';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { stepInputSource } from './step-input-source';
import { traceVisibility } from './trace-visibility';

/** A run and its steps in start order, without their inputs and outputs. */
export async function readTrace(context: FeatureContext, runId: string): Promise<Trace> {
  const run = await requireVisibleRun(context, runId);
  return { run, steps: await listSteps(context.scope, run.id) };
}

/** A run without its steps, for a page that asks for them later. */
export async function readTraceRun(context: FeatureContext, runId: string): Promise<Run> {
  return requireVisibleRun(context, runId);
}

/** Input and output of one step. */
export async function readTraceStep(
  context: FeatureContext,
  { runId, stepId }: { runId: string; stepId: string },
): Promise<StepPayload> {
  const run = await requireVisibleRun(context, runId);
  const payload = await readStepPayload(context.scope, run.id, stepId);
  if (payload === undefined) throw notFound('step', stepId);
  return { ...payload, input: await restoreStepInput(payload.input, stepInputSource(context.scope)) };
}

/** The run, or the same 404 for one that does not exist and one that is somebody else's. */
export async function requireVisibleRun(context: FeatureContext, runId: string): Promise<Run> {
  requirePermission(context.principal, 'traces:read');
  const run = await readRun(context.scope, traceVisibility(context.principal), runId);
  if (run === undefined) throw notFound('trace', runId);
  return run;
}
