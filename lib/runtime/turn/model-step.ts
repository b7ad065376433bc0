import type { ModelFailure, ModelUsage, FinishReason } from '@/lib/gateways/model/model-port';
import { noUsage, addUsage, type Usage } from '@/lib/contract/usage';
import { newId } from '@/lib/platform/ids';
import { assembleRequest, type AssembledRequest } from '../context/assemble-request';
import type { ToolCatalogue } from '../context/tool-catalogue';
import { modelCallStep } from '../trace/model-call-step';
import { createMessageBuilder } from './message-builder';
import type { TurnRun } from './turn-run';

const maxAttempts = 3;
const retryDelayMs = 1000;
const retryDelayMsMax = 30_000;
/** Characters of one message, calls included: more is a model that has lost its way, and no log should hold it. */
const messageLengthMax = 2_000_000;

export type ModelStepResult =
  { status: 'answered' } | { status: 'stopped' } | { status: 'failed'; failure: ModelFailure };

/** One model call, repeated at most twice when its failure may pass. What a failed attempt said is superseded. */
export async function modelStep(run: TurnRun, catalogue: ToolCatalogue): Promise<ModelStepResult> {
  run.iterations += 1;
  const request = assembleRequest(run.state.manifest, catalogue, run.conversation.messages);
  for (let attempt = 1; ; attempt += 1) {
    const result = await attemptCall(run, catalogue, request, attempt);
    if (result.status !== 'failed') return result;
    const { failure } = result;
    if (!failure.retryable || attempt === maxAttempts || run.signal.aborted) return result;
    const delayMs = Math.min(failure.retryAfterMs ?? retryDelayMs * attempt, retryDelayMsMax);
    const waited = await run.ports.clock.sleep(delayMs, run.signal).then(
      () => true,
      () => false,
    );
    if (!waited) return { status: 'stopped' };
  }
}

async function attemptCall(
  run: TurnRun,
  catalogue: ToolCatalogue,
  request: AssembledRequest,
  attempt: number,
): Promise<ModelStepResult> {
  const { ports, state } = run;
  const model = state.manifest.model.name;
  const ids = { message_id: newId('message'), step_id: newId('step') };
  const builder = createMessageBuilder(catalogue);
  const startedAt = ports.clock.now();
  let firstTokenAt: Date | undefined;
  let finish:
    { reason: FinishReason; usage: ModelUsage; providerMetadata?: Record<string, unknown> } | undefined;
  let failure: ModelFailure | undefined;
  const stream = ports.models.stream(
    {
      organisationId: state.key.organisationId,
      model,
      sessionId: state.sessionId,
      ...request,
      messages: await run.withAttachments(request.messages),
    },
    run.signal,
  );
  let length = 0;
  for await (const chunk of stream) {
    length += 'text' in chunk ? chunk.text.length : 0;
    if (length > messageLengthMax) {
      failure = answerTooLong(model);
      break;
    }
    firstTokenAt ??= ports.clock.now();
    if (chunk.type === 'finish') finish = chunk;
    else if (chunk.type === 'error') failure = chunk.failure;
    const delta = builder.add(chunk);
    if (delta)
      run.delta({
        type: 'model.delta',
        thread_id: 'main',
        payload: { message_id: ids.message_id, ...delta },
      });
  }
  const usage = toUsage(finish?.usage);
  run.usage = addUsage(run.usage, usage);
  const step = modelCallStep(run, {
    stepId: ids.step_id,
    request,
    attempt,
    startedAt,
    firstTokenAt,
    finish,
    failure,
    usage,
  });

  if (failure || !finish) {
    return closeUnfinished(run, { ids, builder, step, failure, usage });
  }
  const message = builder.build(true);
  const reason = message.tool_calls.length > 0 ? 'tool_calls' : finish.reason;
  const closing = { finish_reason: reason, usage, model, step_id: ids.step_id };
  await run.append(
    [
      {
        type: 'model.delta',
        thread_id: 'main',
        payload: { message_id: ids.message_id, ...builder.heldBack(), ...closing },
      },
      {
        type: 'model.message',
        thread_id: 'main',
        payload: {
          message_id: ids.message_id,
          ...message,
          ...closing,
          ...(finish.providerMetadata ? { provider_metadata: finish.providerMetadata } : {}),
        },
      },
    ],
    [
      {
        ...step,
        output: {
          content: message.content,
          reasoning: message.reasoning_content,
          tool_calls: message.tool_calls,
        },
      },
    ],
  );
  return { status: 'answered' };
}

type Unfinished = {
  ids: { message_id: string; step_id: string };
  builder: ReturnType<typeof createMessageBuilder>;
  step: ReturnType<typeof modelCallStep>;
  failure: ModelFailure | undefined;
  usage: Usage;
};

/** A cancelled call keeps what was said; a failed one takes it back, since another attempt may say it again. */
async function closeUnfinished(
  run: TurnRun,
  { ids, builder, step, failure, usage }: Unfinished,
): Promise<ModelStepResult> {
  const wasStopped = run.signal.aborted;
  const keeps = wasStopped && run.signal.reason !== 'handover' && builder.hasContent();
  const closing = {
    finish_reason: wasStopped ? 'cancelled' : 'error',
    usage,
    model: run.state.manifest.model.name,
    step_id: ids.step_id,
  };
  if (keeps) {
    await run.append(
      [
        { type: 'model.delta', thread_id: 'main', payload: { message_id: ids.message_id, ...closing } },
        {
          type: 'model.message',
          thread_id: 'main',
          payload: { message_id: ids.message_id, ...builder.build(false), ...closing },
        },
      ],
      [step],
    );
  } else {
    await run.append(
      [{ type: 'model.delta', thread_id: 'main', payload: { message_id: ids.message_id, superseded: true } }],
      [step],
    );
  }
  if (wasStopped) return { status: 'stopped' };
  return { status: 'failed', failure: failure ?? brokenStream(run.state.manifest.model.name) };
}

function brokenStream(model: string): ModelFailure {
  return {
    code: 'broken_stream',
    message: `The model "${model}" stopped in the middle of its answer. Try again.`,
    retryable: true,
  };
}

function answerTooLong(model: string): ModelFailure {
  const message = `The model "${model}" did not stop after ${messageLengthMax.toLocaleString('en')} characters in one message, so the call was ended. Ask for less at once, or set max_tokens.`;
  return { code: 'answer_too_long', message, retryable: false };
}

function toUsage(usage: ModelUsage | undefined): Usage {
  if (!usage) return noUsage;
  return {
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cache_read_tokens: usage.cacheReadTokens,
    cache_write_tokens: usage.cacheWriteTokens,
    reasoning_tokens: usage.reasoningTokens,
    cost_usd: usage.costUsd ?? 0,
  };
}
