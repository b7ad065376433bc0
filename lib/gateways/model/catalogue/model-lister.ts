import type { ProviderRecord } from '@/lib/storage/providers';
import { chatModelIds } from './chat-model-ids';

/** Model ids of providers, remote lists kept for a minute. */
export type ModelLister = {
  /** Ids to show. A server that does not answer has only what was configured for it. */
  ids(provider: ProviderRecord): Promise<string[]>;
  /** Whether a provider may have a model. A server that cannot be asked is given the benefit of the doubt. */
  mayHave(provider: ProviderRecord, modelId: string): Promise<boolean>;
  forget(providerId: string): void;
};

type Options = {
  /** Undefined when the server did not answer with a list. */
  fetchList(provider: ProviderRecord, signal: AbortSignal): Promise<string[] | undefined>;
  now(): number;
};

export const simulatedModelIds: readonly string[] = ['demo'];

const freshMs = 60_000;
const listTimeoutMs = 3000;
const entriesMax = 500;

type Entry = { stamp: number; at: number; list: Promise<string[] | undefined> };

export function createModelLister({ fetchList, now }: Options): ModelLister {
  const entries = new Map<string, Entry>();

  const remote = (provider: ProviderRecord): Promise<string[] | undefined> => {
    const stamp = provider.updatedAt.getTime();
    const present = entries.get(provider.id);
    if (present?.stamp === stamp && now() - present.at < freshMs) return present.list;
    if (entries.size >= entriesMax) entries.clear();
    const list = fetchList(provider, AbortSignal.timeout(listTimeoutMs));
    entries.set(provider.id, { stamp, at: now(), list });
    return list;
  };

  return {
    async ids(provider) {
      if (provider.models.length > 0) return provider.models.map(({ id }) => id);
      if (provider.type === 'simulated') return [...simulatedModelIds];
      if (provider.type !== 'openai_compatible') return chatModelIds(provider.type);
      return (await remote(provider)) ?? [];
    },
    async mayHave(provider, modelId) {
      if (modelId === '') return false;
      if (provider.models.length > 0) return provider.models.some(({ id }) => id === modelId);
      if (provider.type === 'simulated') return simulatedModelIds.includes(modelId);
      // Newer than the catalogue is possible; the provider itself knows.
      if (provider.type !== 'openai_compatible') return true;
      const list = await remote(provider);
      if (list === undefined || list.length === 0) return true;
      // Ollama lists `llama3:latest` and answers to `llama3`.
      return list.includes(modelId) || list.includes(`${modelId}:latest`);
    },
    forget(providerId) {
      entries.delete(providerId);
    },
  };
}
