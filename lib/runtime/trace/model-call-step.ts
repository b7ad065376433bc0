import type { Usage } from '@/lib/contract/usage';
import type { FinishReason, ModelFailure, ModelUsage } from '@/lib/gateways/model/model-port';
import type { StepRecord } from '@/lib/storage/step-record';
import type { AssembledRequest } from '../context/assemble-request';
import type { TurnRun } from '../turn/turn-run';
import { blankStep } from './blank-step';

type ModelCall = {
  stepId: string;
  request: AssembledRequest;
  attempt: number;
  startedAt: Date;
  firstTokenAt: Date | undefined;
  finish: { reason: FinishReason; usage: ModelUsage } | undefined;
  failure: ModelFailure | undefined;
  usage: Usage;
};

/** The record of one attempt at a model call, failed ones included: they cost too. */
export function modelCallStep(run: TurnRun, call: ModelCall): StepRecord {
  const endedAt = run.ports.clock.now();
  const model = run.state.manifest.model.name;
  const wasStopped = !call.finish && !call.failure && run.signal.aborted;
  return {
    ...blankStep(run, { id: call.stepId, type: 'model_call', name: model, startedAt: call.startedAt }),
    status: call.finish ? 'done' : wasStopped ? 'cancelled' : 'error',
    model,
    inputTokens: call.usage.input_tokens,
    outputTokens: call.usage.output_tokens,
    cacheReadTokens: call.usage.cache_read_tokens,
    cacheWriteTokens: call.usage.cache_write_tokens,
    reasoningTokens: call.usage.reasoning_tokens,
    costUsd: call.usage.cost_usd,
    costIsEstimate: call.finish !== undefined && call.finish.usage.costUsd === null,
    firstTokenMs: call.firstTokenAt ? call.firstTokenAt.getTime() - call.startedAt.getTime() : null,
    latencyMs: endedAt.getTime() - call.startedAt.getTime(),
    endedAt,
    errorCode: call.failure?.code ?? null,
    errorMessage: call.failure?.message ?? null,
    detail: {
      context: call.request.breakdown,
      attempt: call.attempt,
      finish_reason: call.finish?.reason ?? null,
    },
    input: run.prompts.store(call.stepId, call.request),
  };
}
