import type { ProviderCheck } from '@/lib/contract/provider';
import { findOutboundRefusal } from '@/lib/gateways/outbound/outbound-refusal';
import type { ProviderRecord } from '@/lib/storage/providers';
import type { RemoteListResult } from './catalogue/remote-model-list';
import { classifyFailure } from './failure/classify-failure';
import { modelFailures } from './failure/model-failure';
import type { ModelChunk, ModelRequest } from './model-port';
import { providerAddress } from './provider-address';

type Parts = {
  provider: ProviderRecord;
  organisationId: string;
  list(signal: AbortSignal): Promise<RemoteListResult>;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk>;
  /** A model to try when the provider cannot list its own. */
  firstModelId: string | undefined;
  signal: AbortSignal;
};

type Found = Pick<ProviderCheck, 'model' | 'error'>;

/** Finds out with one small real call whether a provider works: its model list, else a one-token answer. */
export async function checkProvider(parts: Parts): Promise<ProviderCheck> {
  const startedAt = performance.now();
  const found = await find(parts);
  return { ok: found.error === null, latency_ms: Math.round(performance.now() - startedAt), ...found };
}

async function find(parts: Parts): Promise<Found> {
  const { provider, firstModelId } = parts;
  if (provider.type === 'simulated') return { model: null, error: null };
  const listed = await parts.list(parts.signal);
  const isMissing =
    listed.type === 'unreadable' ||
    (listed.type === 'status' && (listed.status === 404 || listed.status === 405));
  if (isMissing && firstModelId !== undefined) return tryModel(parts, firstModelId);
  return { model: null, error: listError(provider, listed) };
}

function listError(provider: ProviderRecord, listed: RemoteListResult): string | null {
  if (listed.type === 'listed') return null;
  const address = providerAddress(provider);
  const subject = { provider: provider.name, model: 'the list of models' };
  if (listed.type === 'unreadable' || (listed.type === 'status' && listed.status === 404)) {
    return `The provider "${provider.name}" does not answer as its type says at ${address}. Check the base URL; those of OpenAI-compatible servers mostly end in /v1.`;
  }
  if (listed.type === 'status') {
    if (listed.status === 401 || listed.status === 403)
      return `The provider "${provider.name}" refused its API key (HTTP ${listed.status}). Enter a key that is valid there.`;
    if (listed.status === 429) return modelFailures.rateLimited(subject, undefined).message;
    return `The provider "${provider.name}" answered with HTTP ${listed.status} at ${address}. Check the base URL and the provider's status page.`;
  }
  const refusal = findOutboundRefusal(listed.error);
  if (refusal) return `The provider "${provider.name}" was not called: ${refusal.message}`;
  const host = address === null ? provider.name : new URL(address).host;
  const failure = classifyFailure(listed.error, { subject, host, paramNames: [], hasBegun: false });
  if (failure.code !== 'unreachable')
    return `The provider "${provider.name}" did not answer at ${host} in time. Check its base URL and that the server runs.`;
  const remedy =
    provider.baseUrl === null
      ? 'Check that this machine reaches the internet.'
      : 'Check its base URL and that the server runs.';
  return `The provider "${provider.name}" cannot be reached at ${host}. ${remedy}`;
}

async function tryModel(parts: Parts, modelId: string): Promise<Found> {
  const model = `${parts.provider.name}/${modelId}`;
  const request: ModelRequest = {
    organisationId: parts.organisationId,
    model,
    system: '',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Say ok.' }] }],
    tools: [],
    params: { max_tokens: 16 },
    sessionId: 'check',
  };
  for await (const chunk of parts.stream(request, parts.signal)) {
    if (chunk.type === 'error') return { model, error: chunk.failure.message };
    if (chunk.type === 'text' || chunk.type === 'finish') return { model, error: null };
  }
  return { model, error: `The provider "${parts.provider.name}" did not answer in time. Try again.` };
}
