import type { StepType } from '@/lib/contract/trace';
import type { StepRecord } from '@/lib/storage/step-record';
import type { TurnRun } from '../turn/turn-run';

/** A step's record before anything is known of it but where it belongs. */
export function blankStep(
  run: TurnRun,
  step: { id: string; type: StepType; name: string; startedAt: Date },
): StepRecord {
  return {
    ...step,
    runId: run.state.runId,
    turnId: run.state.key.turnId,
    sessionId: run.state.sessionId,
    parentId: null,
    threadId: 'main',
    status: 'running',
    model: null,
    server: null,
    toolCallId: null,
    approvalRequired: false,
    approvalStatus: null,
    approvalBy: null,
    inputTokens: null,
    outputTokens: null,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    reasoningTokens: null,
    costUsd: null,
    costIsEstimate: false,
    firstTokenMs: null,
    latencyMs: null,
    endedAt: null,
    errorCode: null,
    errorMessage: null,
    detail: {},
  };
}
