import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProviderCreate } from '@/lib/contract/provider';
import type { ModelChunk } from '@/lib/gateways/model/model-port';
import { newId } from '@/lib/platform/ids';
import { findProvider } from '@/lib/storage/providers';
import { listModels } from '../models/list-models';
import {
  acceptOffer,
  checkProvider,
  deleteProvider,
  ensureSimulatedProvider,
  listOffers,
  listProviders,
  readProvider,
  registerProvider,
  updateProvider,
} from '.';
import { openProviderBench, type ProviderBench } from './provider-bench.test-support';

const key = 'sk-test-0123456789-abcd';
const signal = new AbortController().signal;

let bench: ProviderBench;
let server: Server;
let serverUrl: string;
const seenKeys: (string | undefined)[] = [];
let status = 200;

beforeAll(async () => {
  bench = openProviderBench();
  server = createServer((request, response) => {
    seenKeys.push(request.headers.authorization);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        status === 200
          ? { object: 'list', data: [{ id: 'llama3:latest' }, { id: 'qwen3' }] }
          : { error: { message: 'upstream words' } },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP answers with an object.
  serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(async () => {
  await bench.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const input = (name: string, more: Partial<ProviderCreate> = {}): ProviderCreate => ({
  name,
  type: 'openai_compatible',
  base_url: serverUrl,
  auth: { api_key: key },
  models: [],
  ...more,
});
const alone = () => bench.as('admin', newId('organisation'));

async function firstFailure(context: ReturnType<typeof alone>, model: string): Promise<string | undefined> {
  const request = {
    organisationId: context.scope.organisationId,
    model,
    system: '',
    messages: [],
    tools: [],
    params: {},
    sessionId: 's',
  };
  for await (const chunk of context.harness.models.stream(request, signal)) return failureText(chunk);
  return undefined;
}
const failureText = (chunk: ModelChunk) =>
  chunk.type === 'error' ? `${chunk.failure.code}: ${chunk.failure.message}` : undefined;

describe('a provider key', () => {
  test('is stored sealed, shown by its last four characters, and audited without it', async () => {
    const admin = alone();
    const shown = await registerProvider(admin, input('sealed'));
    expect(shown.auth.api_key).toEqual({ set: true, last4: 'abcd' });
    expect(
      JSON.stringify([shown, await readProvider(admin, 'sealed'), await listProviders(admin, { limit: 10 })]),
    ).not.toContain(key);
    const row = await findProvider(admin.scope, 'sealed');
    expect(row?.secret).not.toContain(key);
    const audit = await admin.scope.prisma.auditEntry.findMany({
      where: { organisationId: admin.scope.organisationId },
    });
    expect(audit.map(({ action }) => action)).toEqual(['provider.registered']);
    expect(JSON.stringify(audit)).not.toContain(key);
  });

  test('is dropped when the base URL moves to another origin, and stays for another path', async () => {
    const admin = alone();
    await registerProvider(admin, input('moving'));
    const samePlace = await updateProvider(admin, 'moving', { base_url: serverUrl.replace('/v1', '/v2') });
    expect(samePlace.auth.api_key.set).toBe(true);
    const elsewhere = await updateProvider(admin, 'moving', { base_url: 'https://models.example.com/v1' });
    expect(elsewhere.auth.api_key).toEqual({ set: false, last4: null });
  });

  test('cannot be opened for an origin that was written past the API', async () => {
    const admin = alone();
    await registerProvider(admin, input('stolen'));
    await admin.scope.prisma.provider.updateMany({
      where: { organisationId: admin.scope.organisationId, name: 'stolen' },
      data: { baseUrl: 'http://127.0.0.1:9/v1' },
    });
    expect(await firstFailure(admin, 'stolen/any')).toContain('provider_missing_key');
  });

  test('is replaced at once', async () => {
    const admin = alone();
    await registerProvider(admin, input('rotated'));
    await checkProvider(admin, 'rotated', signal);
    await updateProvider(admin, 'rotated', { auth: { api_key: 'sk-second-0123456789' } });
    await checkProvider(admin, 'rotated', signal);
    expect(seenKeys.slice(-2)).toEqual([`Bearer ${key}`, 'Bearer sk-second-0123456789']);
  });
});

describe('registering', () => {
  test.each([
    ['a taken name', input('taken', { type: 'anthropic', base_url: null }), 409, 'name'],
    ['a compatible server without an address', input('a', { base_url: null }), 400, 'base_url'],
    ['a credential in the address', input('b', { base_url: 'http://me:pass@127.0.0.1/v1' }), 400, 'base_url'],
    [
      'a model listed twice',
      input('c', { base_url: 'http://127.0.0.1:9/v1', models: [{ id: 'x' }, { id: 'x' }] }),
      400,
      'models',
    ],
    [
      'a key with a line break in it',
      input('d', { base_url: 'http://127.0.0.1:9/v1', auth: { api_key: 'sk-1\nx: y' } }),
      400,
      'auth.api_key',
    ],
    ['a key for the simulated model', input('e', { type: 'simulated', base_url: null }), 400, 'auth.api_key'],
  ])('refuses %s', async (_case, body, code, param) => {
    const admin = bench.as('admin');
    if (code === 409) await registerProvider(admin, input('taken'));
    await expect(registerProvider(admin, body)).rejects.toMatchObject({ status: code, param });
  });

  test('is for administrators, and another organisation sees nothing', async () => {
    await registerProvider(bench.as('admin'), input('ours'));
    await expect(registerProvider(bench.as('builder'), input('theirs'))).rejects.toMatchObject({
      status: 403,
    });
    await expect(readProvider(bench.as('user'), 'ours')).rejects.toMatchObject({ status: 403 });
    for (const call of [
      readProvider,
      deleteProvider,
      (context: ReturnType<typeof alone>, name: string) => checkProvider(context, name, signal),
    ]) {
      await expect(call(alone(), 'ours')).rejects.toMatchObject({ status: 404 });
    }
  });
});

describe('checking', () => {
  test('asks the provider itself and says what is wrong in words', async () => {
    const admin = alone();
    await registerProvider(admin, input('checked'));
    expect(await checkProvider(admin, 'checked', signal)).toMatchObject({ ok: true, error: null });
    for (const [answer, words] of [
      [401, 'refused its API key'],
      [404, '/v1'],
      [500, 'HTTP 500'],
    ] as const) {
      status = answer;
      const check = await checkProvider(admin, 'checked', signal);
      expect(check.ok).toBe(false);
      expect(check.error).toContain(words);
      expect(check.error).not.toContain('upstream words');
    }
    status = 200;
    await updateProvider(admin, 'checked', { base_url: 'http://127.0.0.1:9/v1' });
    expect((await checkProvider(admin, 'checked', signal)).error).toContain(
      'cannot be reached at 127.0.0.1:9',
    );
    await updateProvider(admin, 'checked', { base_url: 'http://169.254.169.254/v1' });
    expect((await checkProvider(admin, 'checked', signal)).error).toContain('TACKROOM_ALLOW_HOSTS');
  });
});

describe('models', () => {
  test('come from the server, from the rows given, or from the catalogue', async () => {
    const admin = alone();
    await ensureSimulatedProvider(admin);
    await ensureSimulatedProvider(admin);
    await registerProvider(admin, input('local'));
    await registerProvider(
      admin,
      input('priced', { models: [{ id: 'own', context_window: 9000, prices: { input: 1, output: 2 } }] }),
    );
    await registerProvider(admin, input('claude', { type: 'anthropic', base_url: null }));
    const { data } = await listModels(admin);
    expect(data.find(({ name }) => name === 'simulated/demo')).toMatchObject({
      simulated: true,
      context_window: 128_000,
    });
    expect(data.filter(({ provider }) => provider === 'local').map(({ name }) => name)).toEqual([
      'local/llama3:latest',
      'local/qwen3',
    ]);
    expect(data.find(({ name }) => name === 'priced/own')).toMatchObject({
      context_window: 9000,
      prices: { input: 1, output: 2 },
      simulated: false,
    });
    expect(data.find(({ name }) => name === 'claude/claude-sonnet-4-5')).toMatchObject({
      context_window: 200_000,
      prices: { input: 3, output: 15 },
    });
    const first = await listModels(admin, { limit: 2 });
    const second = await listModels(admin, { limit: 2, page_token: first.pagination.next_page_token });
    expect([...first.data, ...second.data]).toEqual(data.slice(0, 4));
  });

  test('of a provider that is off, gone or unknown are not there, and a call says which', async () => {
    const admin = alone();
    const { organisationId } = admin.scope;
    await ensureSimulatedProvider(admin);
    const describe = (model: string) => admin.harness.models.describe(organisationId, model);
    expect(await describe('simulated/demo')).toMatchObject({ simulated: true });
    expect(await describe('simulated/other')).toBeUndefined();
    expect(await firstFailure(admin, 'simulated/other')).toContain('model_not_found');
    await updateProvider(admin, 'simulated', { enabled: false });
    expect(await describe('simulated/demo')).toBeUndefined();
    expect(await firstFailure(admin, 'simulated/demo')).toContain('switched off');
    await deleteProvider(admin, 'simulated');
    expect(await firstFailure(admin, 'simulated/demo')).toContain('There is no provider "simulated"');
    await registerProvider(admin, input('keyless', { type: 'openai', base_url: null, auth: {} }));
    expect(await firstFailure(admin, 'keyless/gpt-5-mini')).toContain('provider_missing_key');
    expect(await describe('keyless/gpt-5-mini-2025-08-07')).toMatchObject({ contextWindow: 400_000 });
    expect(await describe('keyless/not-a-model')).toBeUndefined();
  });
});

describe('offers', () => {
  test('come from the environment without the key, and are gone once taken', async () => {
    const admin = bench.withVariables(alone(), {
      OPENAI_API_KEY: key,
      GROQ_API_KEY: ' ',
      GEMINI_API_KEY: 'g-0123456789abcdef',
    });
    const offers = await listOffers(admin, signal);
    expect(offers.map(({ source }) => source).filter((source) => source !== 'ollama')).toEqual([
      'OPENAI_API_KEY',
      'GEMINI_API_KEY',
    ]);
    expect(JSON.stringify(offers)).not.toContain(key);
    expect(await acceptOffer(admin, 'OPENAI_API_KEY', signal)).toMatchObject({
      name: 'openai',
      auth: { api_key: { set: true, last4: 'abcd' } },
    });
    expect((await listOffers(admin, signal)).map(({ source }) => source)).not.toContain('OPENAI_API_KEY');
    await expect(acceptOffer(admin, 'DATABASE_URL', signal)).rejects.toMatchObject({ status: 404 });
    await expect(listOffers(bench.as('builder'), signal)).rejects.toMatchObject({ status: 403 });
  });
});
