import { createGuardedFetch, type GuardedFetch } from '@/lib/gateways/outbound/guarded-fetch';
import { deadline } from '@/lib/platform/deadline';
import type { SecretBox } from '@/lib/platform/secret-box';
import type { Database } from '@/lib/storage/database';
import { findProvider, listProviders, type ProviderRecord } from '@/lib/storage/providers';
import { scopeOf } from '@/lib/storage/scope';
import { callTimeouts, timeoutsFor } from './call-timeouts';
import { describeModel } from './catalogue/describe-model';
import { createModelLister } from './catalogue/model-lister';
import { findCatalogueModel } from './catalogue/price-catalogue';
import { fetchModelList, type RemoteListResult } from './catalogue/remote-model-list';
import { checkProvider } from './check-provider';
import { modelFailures } from './failure/model-failure';
import type { ModelChunk, ModelGateway, ModelRequest } from './model-port';
import { providerAddress } from './provider-address';
import { createProviderCache, openKey } from './provider-cache';
import { simulateCall } from './simulated/simulate-call';
import { splitModelName } from './split-model-name';
import { isVendorProvider, streamCall } from './stream-call';

type ModelGatewayOptions = {
  database: Database;
  secretBox: SecretBox;
  allowHosts: readonly string[];
};

const checkTimeoutMs = 15_000;
const ollamaAddress = 'http://127.0.0.1:11434/v1';
const ollamaTimeoutMs = 500;

/** The model gateway: every provider behind one port, simulated model included. */
export function createModelGateway({ database, secretBox, allowHosts }: ModelGatewayOptions): ModelGateway {
  const fetch = createGuardedFetch({ allowHosts });
  const cache = createProviderCache({
    findProvider: (organisationId, name) => findProvider(scopeOf(database, organisationId), name),
    fetch,
    now: Date.now,
  });
  const lister = createModelLister({
    fetchList: async (provider, signal) => {
      const result = await requestList(provider, secretBox, fetch, signal);
      return result.type === 'listed' ? result.ids : undefined;
    },
    now: Date.now,
  });

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const { provider: providerName, modelId } = splitModelName(request.model);
    const subject = { provider: providerName, model: modelId };
    const provider = await cache.find(request.organisationId, providerName);
    if (signal.aborted) return;
    if (!provider) yield { type: 'error', failure: modelFailures.noProvider(subject) };
    else if (!provider.enabled) yield { type: 'error', failure: modelFailures.providerDisabled(subject) };
    else yield* streamFrom(provider, request, signal);
  }

  async function* streamFrom(
    provider: ProviderRecord,
    request: ModelRequest,
    signal: AbortSignal,
  ): AsyncGenerator<ModelChunk> {
    const { modelId } = splitModelName(request.model);
    const subject = { provider: provider.name, model: modelId };
    if (!(await lister.mayHave(provider, modelId))) {
      yield { type: 'error', failure: modelFailures.modelNotFound(subject) };
      return;
    }
    if (!isVendorProvider(provider)) {
      yield* simulateCall(request, signal);
      return;
    }
    const key = openKey(provider, secretBox);
    if (key.state === 'missing') yield { type: 'error', failure: modelFailures.missingKey(subject) };
    else if (key.state === 'unreadable')
      yield { type: 'error', failure: modelFailures.unreadableKey(subject) };
    else if (providerAddress(provider) === null)
      yield { type: 'error', failure: modelFailures.noAddress(subject) };
    else {
      const factory = await cache.factory(provider, key.value);
      yield* streamCall({ provider, factory }, request, signal, timeoutsFor(request, callTimeouts));
    }
  }

  return {
    stream,
    async describe(organisationId, model) {
      const { provider: providerName, modelId } = splitModelName(model);
      const provider = await cache.find(organisationId, providerName);
      if (!provider?.enabled || !(await lister.mayHave(provider, modelId))) return undefined;
      if (listsFromCatalogue(provider) && !findCatalogueModel(provider, modelId)) return undefined;
      return describeModel(provider, modelId);
    },
    async listModels(organisationId) {
      const providers = await listProviders(scopeOf(database, organisationId));
      const lists = await Promise.all(
        providers
          .filter(({ enabled }) => enabled)
          .map(async (provider) =>
            (await lister.ids(provider)).map((id) => ({
              ...describeModel(provider, id),
              providerType: provider.type,
            })),
          ),
      );
      return lists.flat();
    },
    async checkProvider(organisationId, name, signal) {
      // Not from the cache: somebody has just changed the key and wants to know.
      const provider = await findProvider(scopeOf(database, organisationId), name);
      if (!provider) return undefined;
      const key = openKey(provider, secretBox);
      const subject = { provider: provider.name, model: 'its models' };
      if (key.state === 'missing') return notChecked(modelFailures.missingKey(subject).message);
      if (key.state === 'unreadable') return notChecked(modelFailures.unreadableKey(subject).message);
      return checkProvider({
        provider,
        organisationId,
        list: (limit) => requestList(provider, secretBox, fetch, limit),
        stream: (request, limit) => streamFrom(provider, request, limit),
        firstModelId: provider.models[0]?.id,
        signal: deadline(checkTimeoutMs, signal),
      });
    },
    async findOllama(signal) {
      const baseUrl = ollamaAddress;
      const limit = deadline(ollamaTimeoutMs, signal);
      const result = await fetchModelList({
        type: 'openai_compatible',
        baseUrl,
        apiKey: undefined,
        fetch,
        signal: limit,
      });
      return result.type === 'listed' ? { baseUrl, modelCount: result.ids.length } : undefined;
    },
    forget(organisationId, name) {
      cache.forget(organisationId, name);
    },
  };
}

async function requestList(
  provider: ProviderRecord,
  secretBox: SecretBox,
  fetch: GuardedFetch,
  signal: AbortSignal,
): Promise<RemoteListResult> {
  const key = openKey(provider, secretBox);
  const baseUrl = providerAddress(provider);
  if (key.state !== 'ready' || baseUrl === null) return { type: 'unreadable' };
  return fetchModelList({ type: provider.type, baseUrl, apiKey: key.value, fetch, signal });
}

/** A name that the catalogue does not know is more likely mistyped than new; a row of the provider settles it. */
function listsFromCatalogue(provider: ProviderRecord): boolean {
  return (
    provider.models.length === 0 && provider.type !== 'openai_compatible' && provider.type !== 'simulated'
  );
}

function notChecked(error: string): { ok: false; latency_ms: number; model: null; error: string } {
  return { ok: false, latency_ms: 0, model: null, error };
}
