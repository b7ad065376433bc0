import type { CallDecision, CallGate, StoredCall } from './turn-store-port';

/** A row of `tool_call` as the driver gives it. */
export type CallRow = {
  id: string;
  session_id: string;
  turn_id: string;
  run_id: string;
  thread_id: string;
  step_id: string;
  server: string;
  tool: string;
  tool_digest: string;
  arguments: Record<string, unknown>;
  arguments_digest: string;
  state: StoredCall['state'];
  gate: CallGate | null;
  gate_reason: string | null;
  expires_at: Date | null;
  decision: CallDecision | null;
  decided_by: string | null;
  decided_at: Date | null;
  withdrawn_at: Date | null;
};

export function toStoredCall(row: CallRow): StoredCall {
  return {
    id: row.id,
    sessionId: row.session_id,
    turnId: row.turn_id,
    runId: row.run_id,
    threadId: row.thread_id,
    stepId: row.step_id,
    server: row.server,
    tool: row.tool,
    toolDigest: row.tool_digest,
    arguments: row.arguments,
    argumentsDigest: row.arguments_digest,
    state: row.state,
    gate: row.gate,
    gateReason: row.gate_reason,
    expiresAt: row.expires_at,
    decision: row.decision,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    withdrawnAt: row.withdrawn_at,
  };
}
