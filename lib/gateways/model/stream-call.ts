import type { ProviderRecord } from '@/lib/storage/providers';
import type { LanguageModelFactory } from './adapters/language-model';
import { watchCall, type CallTimeouts, type CallWatch } from './call-watch';
import { callCost } from './catalogue/call-cost';
import { readStream, type StreamEnd } from './convert/read-stream';
import { toCallOptions } from './convert/to-call-options';
import { classifyFailure } from './failure/classify-failure';
import { modelFailures } from './failure/model-failure';
import type { ModelChunk, ModelFailure, ModelRequest } from './model-port';
import { providerAddress } from './provider-address';
import { splitModelName } from './split-model-name';

/** A provider that is called over the network. */
export type VendorProvider = ProviderRecord & { type: Exclude<ProviderRecord['type'], 'simulated'> };
export type VendorCallTarget = { provider: VendorProvider; factory: LanguageModelFactory };

export function isVendorProvider(provider: ProviderRecord): provider is VendorProvider {
  return provider.type !== 'simulated';
}

/** Streams one call through a vendor's client. Never throws; after the caller's abort it just ends. */
export async function* streamCall(
  target: VendorCallTarget,
  request: ModelRequest,
  caller: AbortSignal,
  timeouts: CallTimeouts,
): AsyncGenerator<ModelChunk> {
  const { modelId } = splitModelName(request.model);
  const watch = watchCall(caller, timeouts);
  let hasBegun = false;
  let isOver = false;
  const failed = (error: unknown): ModelFailure => {
    const subject = { provider: target.provider.name, model: modelId };
    return (
      failureOfTimeout(watch, timeouts, subject) ??
      classifyFailure(error, {
        subject,
        host: hostOf(target.provider),
        paramNames: Object.keys(request.params),
        hasBegun,
      })
    );
  };
  try {
    const { options, extraBody } = toCallOptions(request, target.provider.type, watch.signal);
    const { stream } = await target.factory(modelId, extraBody).doStream(options);
    hasBegun = true;
    const chunks = readStream(stream);
    let next = await chunks.next();
    while (!next.done) {
      watch.heard();
      yield next.value;
      next = await chunks.next();
    }
    isOver = next.value.type === 'finished';
    if (caller.aborted) return;
    yield closingChunk(next.value, target.provider, modelId, failed);
  } catch (error) {
    if (!caller.aborted) yield { type: 'error', failure: failed(error) };
  } finally {
    watch.stop(isOver);
  }
}

function closingChunk(
  end: StreamEnd,
  provider: ProviderRecord,
  modelId: string,
  failed: (error: unknown) => ModelFailure,
): ModelChunk {
  switch (end.type) {
    case 'error':
      return { type: 'error', failure: failed(end.error) };
    case 'cut_off':
      return {
        type: 'error',
        failure: modelFailures.brokenStream({ provider: provider.name, model: modelId }),
      };
    case 'finished': {
      const usage = { ...end.counts, costUsd: callCost(provider, modelId, end.counts) };
      return {
        type: 'finish',
        reason: end.reason,
        usage,
        ...(end.providerMetadata ? { providerMetadata: end.providerMetadata } : {}),
      };
    }
  }
}

function failureOfTimeout(
  watch: CallWatch,
  timeouts: CallTimeouts,
  subject: { provider: string; model: string },
): ModelFailure | undefined {
  const timeout = watch.timedOut();
  if (timeout === undefined) return undefined;
  return timeout === 'first_token'
    ? modelFailures.slowStart(subject, timeouts.firstTokenMs / 1000)
    : modelFailures.silent(subject, timeouts.idleMs / 1000);
}

function hostOf(provider: ProviderRecord): string {
  const address = providerAddress(provider);
  return address === null ? provider.name : new URL(address).host;
}
