import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ProviderRecord } from '@/lib/storage/providers';
import { callCost } from './call-cost';
import { chatModelIds } from './chat-model-ids';
import { createModelLister } from './model-lister';
import { findCatalogueModel } from './price-catalogue';

const provider = (more: Partial<ProviderRecord>): ProviderRecord => ({
  id: 'prv_1',
  name: 'p',
  type: 'openai',
  baseUrl: null,
  secret: null,
  secretLast4: null,
  models: [],
  enabled: true,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  createdBy: 'usr_1',
  ...more,
});
const usage = {
  inputTokens: 1_000_000,
  outputTokens: 100_000,
  cacheReadTokens: 400_000,
  cacheWriteTokens: 0,
};

afterEach(() => vi.unstubAllGlobals());

describe('prices', () => {
  test('come from the package, dated names included, without a request', () => {
    vi.stubGlobal('fetch', () => {
      throw new Error('The catalogue must not call out.');
    });
    const listed = findCatalogueModel({ type: 'openai', baseUrl: null }, 'gpt-5-mini');
    expect(listed).toMatchObject({
      contextWindow: 400_000,
      prices: { input: 0.25, output: 2, cache_read: 0.025 },
    });
    expect(findCatalogueModel({ type: 'openai', baseUrl: null }, 'gpt-5-mini-2025-08-07')).toEqual(listed);
    expect(findCatalogueModel({ type: 'openai', baseUrl: null }, 'no-such-model')).toBeUndefined();
  });

  test('cost counts cached tokens at their own price', () => {
    expect(callCost(provider({}), 'gpt-5-mini', usage)).toBeCloseTo(0.6 * 0.25 + 0.4 * 0.025 + 0.1 * 2, 6);
  });

  test('of a compatible server follow its address, and are unknown elsewhere', () => {
    const groq = provider({ type: 'openai_compatible', baseUrl: 'https://api.groq.com/openai/v1' });
    expect(callCost(groq, 'llama-3.3-70b-versatile', usage)).toBeGreaterThan(0);
    expect(
      callCost(
        provider({ type: 'openai_compatible', baseUrl: 'http://127.0.0.1:11434/v1' }),
        'gpt-5-mini',
        usage,
      ),
    ).toBeNull();
  });

  test('an organisation set itself win, and stand in for cache prices it left out', () => {
    const own = provider({
      models: [{ id: 'gpt-5-mini', prices: { input: 1, output: 10, cache_read: 0.5 } }],
    });
    expect(callCost(own, 'gpt-5-mini', { ...usage, cacheWriteTokens: 100_000 })).toBeCloseTo(
      0.5 + 0.4 * 0.5 + 0.1 + 1,
      6,
    );
  });

  test('of the simulated model are nothing', () => {
    expect(callCost(provider({ type: 'simulated' }), 'demo', usage)).toBe(0);
  });
});

describe('lists', () => {
  test.each(['openai', 'anthropic', 'google'] as const)('of %s hold current chat models only', (type) => {
    const ids = chatModelIds(type);
    expect(ids.length).toBeGreaterThan(5);
    expect(ids.join(' ')).not.toMatch(/embedding|tts|audio|image|realtime|instruct|whisper/);
  });

  test('of a server are asked for once a minute, and again when the provider changed', async () => {
    let asked = 0;
    let now = 0;
    const lister = createModelLister({ fetchList: async () => [`model-${(asked += 1)}`], now: () => now });
    const server = provider({ type: 'openai_compatible', baseUrl: 'http://127.0.0.1:1/v1' });
    expect(await lister.ids(server)).toEqual(['model-1']);
    now = 59_000;
    expect(await lister.ids(server)).toEqual(['model-1']);
    now = 61_000;
    expect(await lister.ids(server)).toEqual(['model-2']);
    expect(await lister.ids({ ...server, updatedAt: new Date(5) })).toEqual(['model-3']);
  });

  test('that do not come leave a server the benefit of the doubt', async () => {
    const lister = createModelLister({ fetchList: async () => undefined, now: () => 0 });
    const server = provider({ type: 'openai_compatible', baseUrl: 'http://127.0.0.1:1/v1' });
    expect(await lister.ids(server)).toEqual([]);
    expect(await lister.mayHave(server, 'llama3')).toBe(true);
    const known = createModelLister({ fetchList: async () => ['llama3:latest'], now: () => 0 });
    expect(await known.mayHave(server, 'llama3')).toBe(true);
    expect(await known.mayHave(server, 'other')).toBe(false);
  });
});
