import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuthBench, type AuthBench } from '@/lib/auth/auth-bench.test-support';
import type { RouteHandler } from '@/lib/http/route-definition';
import { GET as healthz } from '../healthz/route';
import { GET as readyz } from '../readyz/route';
import { GET as metrics } from './route';

let bench: AuthBench;

beforeAll(() => {
  bench = openAuthBench();
});
afterAll(() => bench.app.database.close());

const ask = (handler: RouteHandler, headers: Record<string, string> = { host: '127.0.0.1:3405' }) =>
  handler(new Request('http://127.0.0.1:3405/x', { headers }), { params: Promise.resolve({}) });

describe('the figures', () => {
  it('are in the Prometheus text format and count requests', async () => {
    await ask(healthz);
    const text = await (await ask(metrics)).text();
    expect(text).toMatch(/^tackroom_http_requests_total\{method="GET",status="200"\} \d+$/m);
    expect(
      text
        .split('\n')
        .filter(
          (line) => line !== '' && !/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{[^}]*\})? [\d.e+-]+)$/.test(line),
        ),
    ).toEqual([]);
  });

  it('are for this machine, and elsewhere for a key that may', async () => {
    const foreign = { host: 'tackroom.example.com' };
    expect((await ask(metrics, foreign)).status).toBe(401);
    const { scope, people } = await bench.makeOrganisation();
    const withKey = async (scopes: ('audit:read' | 'models:read')[]) =>
      (
        await ask(metrics, {
          ...foreign,
          authorization: `Bearer ${await bench.makeKey(scope, people.owner, scopes)}`,
        })
      ).status;
    expect([await withKey(['audit:read']), await withKey(['models:read'])]).toEqual([200, 403]);
  });
});

describe('readiness', () => {
  it('ends with draining, while the process still lives', async () => {
    expect((await ask(readyz)).status).toBe(200);
    bench.app.drain();
    const answer = await ask(readyz);
    expect([answer.status, await answer.json()]).toEqual([503, { reason: 'draining' }]);
    expect((await ask(healthz)).status).toBe(200);
  });
});
