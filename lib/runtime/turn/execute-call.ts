import { digestOf } from '@/lib/platform/canonical-json';
import { newId } from '@/lib/platform/ids';
import type { ToolServerAddress } from '@/lib/gateways/mcp/tool-server-port';
import type { ServerTool } from '../tools/runnable-tool';
import { blankStep } from '../trace/blank-step';
import type { CallResult } from './call-result';
import { isRepeatable, waitForOutcome, type RunnableCall } from './decide-call';
import type { WaitingCall } from './gate-calls';
import { createProgressTeller } from './progress-teller';
import { FencedError, type TurnRun } from './turn-run';

const callTimeoutMs = 60_000;

/** Third of the four steps: run it. A server's call is committed as sent before it leaves. */
export async function executeCall(
  run: TurnRun,
  call: RunnableCall,
): Promise<CallResult | { next: 'wait'; waiting: WaitingCall }> {
  const { tool } = call.ready;
  return tool.kind === 'server' ? callServer(run, call, tool) : runHarnessTool(run, call);
}

function runHarnessTool(run: TurnRun, { ready }: RunnableCall): CallResult {
  const { tool, call, input } = ready;
  if (tool.kind !== 'harness') throw new Error('Only tools of the harness run here.');
  const startedAt = run.ports.clock.now();
  const answer = tool.run(input);
  const endedAt = run.ports.clock.now();
  const name = tool.stepType === 'skill' && typeof input.name === 'string' ? input.name : call.name;
  return {
    next: 'settle',
    outcome: answer.isError ? 'error' : 'done',
    content: answer.content,
    isError: answer.isError,
    durationMs: endedAt.getTime() - startedAt.getTime(),
    step: {
      ...blankStep(run, { id: newId('step'), type: tool.stepType, name, startedAt }),
      status: answer.isError ? 'error' : 'done',
      server: 'harness',
      toolCallId: call.id,
      endedAt,
      latencyMs: endedAt.getTime() - startedAt.getTime(),
      errorCode: answer.isError ? 'tool_error' : null,
      errorMessage: answer.isError ? answer.content.slice(0, 1000) : null,
      detail: answer.detail ?? {},
      input,
      output: answer.content,
    },
  };
}

async function callServer(
  run: TurnRun,
  { ready, decision, stored }: RunnableCall,
  tool: ServerTool,
): Promise<CallResult | { next: 'wait'; waiting: WaitingCall }> {
  const { ports, state } = run;
  const { call, input, edited } = ready;
  const { policy } = tool;
  const stepId = newId('step');
  const argumentsDigest = digestOf(input);
  const startedAt = ports.clock.now();
  const sent = { server: policy.server, tool: policy.name };
  const step = {
    ...blankStep(run, { id: stepId, type: 'tool_call', name: `${policy.server}.${policy.name}`, startedAt }),
    server: policy.server,
    toolCallId: call.id,
    approvalRequired: decision.approved,
    approvalStatus: decision.approved ? 'approved' : null,
    approvalBy: decision.approved ? (stored?.decidedBy ?? null) : null,
    detail: {
      arguments_digest: argumentsDigest,
      tool_digest: policy.digest,
      effect: policy.effect,
      decision: 'allow',
      policy: decision.policy,
      is_deferred: tool.isDeferred,
      ...(edited ? { edited: true } : {}),
    },
    input,
  } as const;

  const intent = {
    id: call.id,
    sessionId: state.sessionId,
    runId: state.runId,
    threadId: 'main',
    stepId: stored?.stepId ?? stepId,
    ...sent,
  };
  const row = { ...intent, toolDigest: policy.digest, arguments: input, argumentsDigest };
  const [dispatched] = await Promise.all([
    ports.turns.dispatch(state.key, row),
    run.append(
      [
        {
          type: 'tool.dispatched',
          thread_id: 'main',
          payload: { tool_call_id: call.id, ...sent, arguments_digest: argumentsDigest },
        },
      ],
      [step],
    ),
  ]);
  // A row that is already sent may only be sent again where an admin said that it does no harm.
  if (dispatched === 'refused' && !isRepeatable(tool)) throw new FencedError();

  const address: ToolServerAddress = { organisationId: state.key.organisationId, server: policy.server };
  const wasConnected = ports.toolServers.sessionId(address) !== null;
  const progress = createProgressTeller(run, call.id);
  // Not the turn's own signal: a call that was sent is waited for, within its own time-out.
  const result = await ports.toolServers.callTool(
    address,
    {
      tool: policy.name,
      arguments: input,
      timeoutMs: callTimeoutMs,
      onProgress: (told) => progress.tell(told),
    },
    AbortSignal.timeout(callTimeoutMs + 5000),
  );
  progress.close();
  const endedAt = ports.clock.now();
  const ended = { ...step, endedAt, latencyMs: endedAt.getTime() - startedAt.getTime() };
  const sessionId = ports.toolServers.sessionId(address);
  const common = {
    next: 'settle' as const,
    durationMs: Math.round(result.latencyMs),
    wasSent: true,
    ...(wasConnected || sessionId === null ? {} : { initialised: { server: policy.server, sessionId } }),
  };
  if (result.ok) {
    const { content, isError, structured } = result.value;
    const failed = isError ? { errorCode: 'tool_error', errorMessage: content.slice(0, 1000) } : {};
    const status = isError ? ('error' as const) : ('done' as const);
    return {
      ...common,
      outcome: status,
      content,
      isError,
      step: { ...ended, ...failed, status, output: structured ?? content },
    };
  }
  const { failure } = result;
  if (failure.mayHaveRun && !isRepeatable(tool)) {
    await run.append(
      [],
      [{ ...ended, status: 'unknown', errorCode: failure.code, errorMessage: failure.message }],
    );
    return { next: 'wait', waiting: waitForOutcome(ready) };
  }
  const failedStep = {
    ...ended,
    status: 'error' as const,
    errorCode: failure.code,
    errorMessage: failure.message,
  };
  return { ...common, outcome: 'error', content: failure.message, isError: true, step: failedStep };
}
