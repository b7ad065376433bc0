import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openAuthBench, testPort, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { errorBodySchema } from '@/lib/contract/error-codes';
import { PATCH as changeSettings } from '@/app/api/v1/settings/route';
import { GET as listAgents, OPTIONS as preflight } from '@/app/api/v1/agents/route';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { listRoutes } from '@/lib/http/list-routes.test-support';
import { isOtherMethod } from '@/lib/http/other-methods';

const bench = openAuthBench();
const page = 'https://app.example.com';
let ours: TestOrganisation;
let theirs: TestOrganisation;
let key: string;
let theirKey: string;

beforeAll(async () => {
  [ours, theirs] = await Promise.all([bench.makeOrganisation(), bench.makeOrganisation()]);
  key = await bench.makeKey(ours.scope, ours.people.owner);
  theirKey = await bench.makeKey(theirs.scope, theirs.people.owner);
});

const allow = (origins: string[]) =>
  callRoute(changeSettings, { key, method: 'PATCH', body: { allowed_origins: origins } });
const ask = (
  who: { key?: string; person?: TestOrganisation['people']['owner'] },
  origin = page,
  path = '/api/v1/agents',
) => callRoute(listAgents, { ...who, path, origin, headers: { origin } });
const before = async (origin: string) => {
  const headers = { origin, 'access-control-request-method': 'POST' };
  const request = new Request(`http://127.0.0.1:${testPort}/api/v1/agents`, { method: 'OPTIONS', headers });
  return preflight(request, { params: Promise.resolve({}) });
};
const corsOf = (headers: Headers) => [...headers].filter(([name]) => name.startsWith('access-control-'));

describe('a page of another origin', () => {
  it('gets no CORS header while no list is set', async () => {
    expect(corsOf((await ask({ key })).headers)).toEqual([]);
    const answer = await before(page);
    expect([answer.status, answer.headers.get('allow'), corsOf(answer.headers)]).toEqual([
      204,
      'GET, POST, HEAD, OPTIONS',
      [],
    ]);
  });

  it('may read answers to a key once its origin is listed, refusals too, and never to a cookie', async () => {
    expect((await allow([page])).status).toBe(200);
    const { headers } = await ask({ key });
    expect(headers.get('access-control-allow-origin')).toBe(page);
    expect(headers.get('vary')).toContain('Origin');
    expect(headers.has('access-control-allow-credentials')).toBe(false);
    const refusal = await ask({ key }, page, '/api/v1/agents?nonsense=1');
    expect([refusal.status, refusal.headers.get('access-control-allow-origin')]).toEqual([400, page]);
    expect(corsOf((await ask({ person: ours.people.owner })).headers)).toEqual([]);
    const granted = await before(page);
    expect(granted.headers.get('access-control-allow-origin')).toBe(page);
    expect(granted.headers.get('access-control-allow-methods')).toContain('POST');
    expect(granted.headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(granted.headers.has('access-control-allow-credentials')).toBe(false);
  });

  it('may read why a request is refused before it is known who asks', async () => {
    await allow([page]);
    const wrong = await ask({ key: 'trk_nobody' });
    expect([wrong.status, wrong.headers.get('access-control-allow-origin')]).toEqual([401, page]);
    expect(corsOf((await ask({ key: 'trk_nobody' }, 'https://other.example.com')).headers)).toEqual([]);
    const unsaid = await ask({ key: theirKey }, page, '/api/v1/agents?nonsense=1');
    expect([unsaid.status, corsOf(unsaid.headers)]).toEqual([400, []]);
  });

  it('may read that the database is away, and when to come back', async () => {
    await allow([page]);
    await ask({ key });
    await allow([page, 'https://second.example.com']);
    const unseen = await bench.makeKey(ours.scope, ours.people.owner);
    const away = () =>
      Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' }));
    const query = vi.spyOn(bench.app.database.pool, 'query').mockImplementation(away);
    try {
      const refused = await ask({ key: unseen });
      expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([503, page]);
      expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After');
      expect(refused.headers.get('retry-after')).toBeTruthy();
    } finally {
      query.mockRestore();
    }
  });

  it('is held to the list of the key’s own organisation, letter for letter', async () => {
    await allow([page]);
    expect(corsOf((await ask({ key: theirKey })).headers)).toEqual([]);
    for (const origin of [
      'null',
      'https://app.example.com.evil.test',
      'http://app.example.com',
      `${page}:8443`,
    ]) {
      expect(corsOf((await ask({ key }, origin)).headers)).toEqual([]);
      expect(corsOf((await before(origin)).headers)).toEqual([]);
    }
  });

  it.each([
    '*',
    'null',
    'https://app.example.com/',
    'app.example.com',
    'https://a.b/path',
    'javascript:alert(1)',
  ])('cannot be listed as %s', async (origin) => {
    const answer = await allow([origin]);
    expect([answer.status, errorOf(answer).param]).toEqual([400, 'allowed_origins.0']);
  });

  it('is listed by administrators only', async () => {
    const answer = await callRoute(changeSettings, {
      person: ours.people.builder,
      method: 'PATCH',
      body: { allowed_origins: [] },
    });
    expect(answer.status).toBe(403);
  });
});

describe('every address', () => {
  it('answers the methods that it does not have with 405, Allow and the one error shape', async () => {
    const files = [...new Set((await listRoutes()).map((route) => route.file))].filter(
      (file) => file.startsWith('api/v1/') && !file.includes('[...rest]'),
    );
    expect(files.length).toBeGreaterThan(45);
    for (const file of files) {
      const module: Record<string, unknown> = await import(
        /* @vite-ignore */ pathToFileURL(path.resolve('app', file)).href
      );
      const missing = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
        (method) => !(method in module),
      );
      expect([file, missing]).toEqual([file, []]);
      const method = ['PUT', 'DELETE', 'PATCH', 'POST', 'GET'].find((name) => isOtherMethod(module[name]));
      const refuse = method === undefined ? undefined : module[method];
      if (typeof refuse !== 'function') throw new Error(`${file} refuses no method.`);
      const request = new Request(`http://127.0.0.1:${testPort}/api/v1/x`, { ...(method ? { method } : {}) });
      const response: Response = await refuse(request, { params: Promise.resolve({}) });
      const { error } = errorBodySchema.parse(await response.json());
      expect([response.status, error.code]).toEqual([405, 'method_not_allowed']);
      expect(response.headers.get('allow')).toMatch(/OPTIONS$/);
      expect(response.headers.get('allow')?.split(', ')).not.toContain(method);
    }
  });
});
