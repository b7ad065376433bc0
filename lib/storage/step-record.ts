import type { StepStatus, StepType } from '@/lib/contract/trace';

/** A step as the runtime writes it: once when it starts to matter, again when it ends. Same id, last one wins. */
export type StepRecord = {
  id: string;
  runId: string;
  turnId: string;
  sessionId: string;
  parentId: string | null;
  threadId: string;
  type: StepType;
  name: string;
  status: StepStatus;
  model: string | null;
  server: string | null;
  toolCallId: string | null;
  approvalRequired: boolean;
  approvalStatus: string | null;
  approvalBy: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  cacheReadTokens: number | null;
  cacheWriteTokens: number | null;
  reasoningTokens: number | null;
  costUsd: number | null;
  costIsEstimate: boolean;
  firstTokenMs: number | null;
  latencyMs: number | null;
  startedAt: Date;
  endedAt: Date | null;
  errorCode: string | null;
  errorMessage: string | null;
  detail: Record<string, unknown>;
  /** Stored apart from the row; undefined leaves what is stored. */
  input?: unknown;
  output?: unknown;
};
