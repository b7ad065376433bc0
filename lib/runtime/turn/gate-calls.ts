import type { LogEventBody } from '@/lib/contract/log-event';
import type { ApprovalInfo } from '@/lib/contract/tool-call';
import { digestOf } from '@/lib/platform/canonical-json';
import { newId } from '@/lib/platform/ids';
import type { StepRecord } from '@/lib/storage/step-record';
import type { CallGate } from '@/lib/storage/turn-store-port';
import { blankStep } from '../trace/blank-step';
import type { ReadyCall } from './decide-call';
import { FencedError, type TurnRun } from './turn-run';

const expiresAfterMs = 60 * 60_000;

export type WaitingCall = { prepared: ReadyCall; gate: CallGate; policy: string; reason: string };

type StoredWait = WaitingCall & {
  stepId: string;
  argumentsDigest: string;
  toolDigest: string;
  server: string;
  tool: string;
};

/** Stores calls that wait for a person, opens their steps and says so in the log. */
export async function gateCalls(run: TurnRun, all: readonly WaitingCall[]): Promise<void> {
  // A crash after this point and before the turn's end must not ask twice.
  const announced = new Set(
    run.output.flatMap((event) =>
      event.type === 'model.message' ? [] : event.tool_calls.map(({ id }) => id),
    ),
  );
  const waiting = all.filter(({ prepared }) => !announced.has(prepared.call.id));
  if (waiting.length === 0) return;
  const now = run.ports.clock.now();
  const expiresAt = new Date(now.getTime() + expiresAfterMs);
  const waits = waiting.map(describeWait);
  const stored = await run.ports.turns.gate(
    run.state.key,
    waits.map((wait) => ({
      id: wait.prepared.call.id,
      sessionId: run.state.sessionId,
      runId: run.state.runId,
      threadId: 'main',
      stepId: wait.stepId,
      server: wait.server,
      tool: wait.tool,
      toolDigest: wait.toolDigest,
      arguments: wait.prepared.input,
      argumentsDigest: wait.argumentsDigest,
      gate: wait.gate,
      gateReason: wait.reason,
      expiresAt,
    })),
  );
  if (stored === 'fenced') throw new FencedError();
  await run.append(
    waitEvents(waits, expiresAt),
    waits.map((wait) => waitStep(run, wait, { now, expiresAt })),
  );
}

function describeWait(wait: WaitingCall): StoredWait {
  const { tool, input } = wait.prepared;
  const policy = tool.kind === 'server' ? tool.policy : undefined;
  return {
    ...wait,
    stepId: newId('step'),
    argumentsDigest: digestOf(input),
    toolDigest: policy?.digest ?? digestOf(tool.definition),
    server: policy?.server ?? 'harness',
    tool: policy?.name ?? tool.definition.name,
  };
}

function waitEvents(waits: readonly StoredWait[], expiresAt: Date): LogEventBody[] {
  const approvals = waits.filter((wait) => wait.gate !== 'response');
  const responses = waits.filter((wait) => wait.gate === 'response');
  const events: LogEventBody[] = [];
  if (approvals.length > 0) {
    const payload = {
      tool_calls: approvals.map(toRef),
      approvals: approvals.map((wait) => approvalInfo(wait, expiresAt)),
    };
    events.push({ type: 'tool.approval_required', thread_id: 'main', payload });
  }
  if (responses.length > 0) {
    const payload = { tool_calls: responses.map(toRef), expires_at: expiresAt.toISOString() };
    events.push({ type: 'tool.response_required', thread_id: 'main', payload });
  }
  return events;
}

function toRef(wait: StoredWait): { id: string } {
  return { id: wait.prepared.call.id };
}

function approvalInfo(wait: StoredWait, expiresAt: Date): ApprovalInfo {
  return {
    tool_call_id: wait.prepared.call.id,
    server: wait.server,
    tool: wait.tool,
    kind: wait.gate === 'unknown_outcome' ? 'unknown_outcome' : 'approval',
    reason: wait.reason,
    policy: wait.policy,
    arguments: wait.prepared.input,
    arguments_digest: wait.argumentsDigest,
    tool_digest: wait.toolDigest,
    expires_at: expiresAt.toISOString(),
  };
}

function waitStep(run: TurnRun, wait: StoredWait, times: { now: Date; expiresAt: Date }): StepRecord {
  const isResponse = wait.gate === 'response';
  const detail = isResponse
    ? { question: wait.prepared.input.question ?? null, expires_at: times.expiresAt.toISOString() }
    : {
        server: wait.server,
        tool: wait.tool,
        reason: wait.reason,
        policy: wait.policy,
        arguments_digest: wait.argumentsDigest,
        tool_digest: wait.toolDigest,
        expires_at: times.expiresAt.toISOString(),
      };
  const name = isResponse ? wait.tool : `${wait.server}.${wait.tool}`;
  return {
    ...blankStep(run, {
      id: wait.stepId,
      type: isResponse ? 'question' : 'approval',
      name,
      startedAt: times.now,
    }),
    status: 'waiting',
    server: wait.server,
    toolCallId: wait.prepared.call.id,
    approvalRequired: !isResponse,
    approvalStatus: isResponse ? null : 'pending',
    detail,
    input: wait.prepared.input,
  };
}
