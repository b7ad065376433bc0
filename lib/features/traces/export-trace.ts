import type { Run, Step } from '@/lib/contract/trace';
import { restoreStepInput } from '@/lib/runtime/trace/step-input';
import type { Scope } from '@/lib/storage/scope';
import { listStepPayloads, listSteps } from '@/lib/storage/traces';
import type { FeatureContext } from '../feature-context';
import { requireVisibleRun } from './read-trace';
import { stepInputSource } from './step-input-source';

// Payloads may be megabytes each: few at a time, written out before the next are read.
const stepsAtOnce = 20;

export type TraceExport = { fileName: string; chunks: AsyncGenerator<string> };

/** A run with every step and payload as one JSON document, in pieces, so that memory does not grow with the run. */
export async function exportTrace(context: FeatureContext, runId: string): Promise<TraceExport> {
  const run = await requireVisibleRun(context, runId);
  const steps = await listSteps(context.scope, run.id);
  return {
    fileName: `trace-${run.id.replace(/[^\w-]/g, '_')}.json`,
    chunks: writeExport(context.scope, run, steps),
  };
}

async function* writeExport(scope: Scope, run: Run, steps: readonly Step[]): AsyncGenerator<string> {
  const source = stepInputSource(scope);
  yield `{"run":${JSON.stringify(run)},"steps":[`;
  for (let start = 0; start < steps.length; start += stepsAtOnce) {
    const some = steps.slice(start, start + stepsAtOnce);
    const payloads = await listStepPayloads(
      scope,
      some.map((step) => step.id),
    );
    for (const [index, step] of some.entries()) {
      const payload = payloads.get(step.id);
      const input = (await restoreStepInput(payload?.input, source)) ?? null;
      const record = JSON.stringify({ ...step, input, output: payload?.output ?? null });
      yield `${start + index === 0 ? '' : ','}\n${record}`;
    }
  }
  yield '\n]}\n';
}
