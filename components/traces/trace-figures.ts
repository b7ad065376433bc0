import { stepTypeSchema, type Step, type StepType, type Trace } from '@/lib/contract/trace';
import { addUsage, noUsage, type Usage } from '@/lib/contract/usage';
import { stepDurationMs } from './step-span';

export type TraceFigures = {
  usage: Usage;
  /** Part of the cost is a guess or has no price at all. */
  isEstimate: boolean;
  countByType: ReadonlyMap<StepType, number>;
  failed: readonly Step[];
  slowest: Step | undefined;
  costliest: Step | undefined;
};

const failures = new Set<Step['status']>(['error', 'denied', 'expired', 'unknown']);

/** What the summary and the jump buttons of a trace show, taken from its steps: they are right while a run goes on. */
export function traceFigures({ run, steps }: Trace, nowMs: number): TraceFigures {
  const counts = stepTypeSchema.options.map(
    (type) => [type, steps.filter((step) => step.type === type).length] as const,
  );
  const usage = steps.reduce(
    (sum, step) => addUsage(sum, { ...(step.usage ?? noUsage), cost_usd: step.cost_usd ?? 0 }),
    noUsage,
  );
  return {
    usage: steps.length === 0 ? run.usage : usage,
    isEstimate: steps.some((step) => step.cost_is_estimate),
    countByType: new Map(counts.filter(([, count]) => count > 0)),
    failed: steps.filter(isFailed),
    slowest: greatest(
      steps.filter((step) => step.type !== 'approval' && step.type !== 'question'),
      (step) => stepDurationMs(step, nowMs),
    ),
    costliest: greatest(steps, (step) => step.cost_usd ?? 0),
  };
}

/** Whether a step ended in a way somebody may want to look at. */
export function isFailed(step: Step): boolean {
  return failures.has(step.status);
}

function greatest(steps: readonly Step[], valueOf: (step: Step) => number): Step | undefined {
  let best: Step | undefined;
  for (const step of steps) {
    if (valueOf(step) > (best === undefined ? 0 : valueOf(best))) best = step;
  }
  return best;
}
