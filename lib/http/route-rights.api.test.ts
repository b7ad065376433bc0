import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles, roleMay } from '@/lib/contract/permissions';
import { openAuthBench, type AuthBench, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { callRoute } from './call-route.test-support';
import { handlerOf, listRoutes, type ListedRoute } from './list-routes.test-support';

const routes = await listRoutes();
// next-auth's own endpoints make the principal; they have their own Origin check.
const undeclared: readonly string[] = ['api/auth/[...nextauth]/route.ts'];
const declared = routes.filter((route) => !undeclared.includes(route.file));
const guarded = declared.filter((route) => route.definition?.permissions);
const publicFiles: readonly string[] = [
  'api/v1/[...rest]/route.ts',
  'api/v1/openapi.json/route.ts',
  'healthz/route.ts',
  'metrics/route.ts',
  'readyz/route.ts',
];

let bench: AuthBench;
let organisation: TestOrganisation;

beforeAll(async () => {
  bench = openAuthBench();
  organisation = await bench.makeOrganisation();
});
afterAll(() => bench.app.database.close());

describe('every route', () => {
  it('declares itself through defineRoute', () => {
    expect(declared.length).toBeGreaterThan(40);
    expect(declared.filter((route) => route.definition === undefined).map(nameOf)).toEqual([]);
  });

  it('asks for a permission unless it is one of the few public ones, which say why', () => {
    const open = declared.filter((route) => route.definition?.permissions === null);
    expect([...new Set(open.map((route) => route.file))]).toEqual(publicFiles);
    expect(open.every((route) => (route.definition?.publicReason ?? '').length > 20)).toBe(true);
  });

  it('refuses unknown fields, so that nothing a caller adds is silently ignored', () => {
    const loose = declared.filter(
      ({ definition }) =>
        definition?.body?.safeParse({ organisation_id: 'org_x', user_id: 'usr_x', role: 'owner' }).success,
    );
    expect(loose.map(nameOf)).toEqual([]);
  });
});

describe.each(guarded.map((route) => [nameOf(route), route] as const))('%s', (_name, route) => {
  it('answers 401 without a credential', async () => {
    const answer = await call(route, {});
    expect(answer.status).toBe(401);
  });

  it.each(roles)('follows the rights table for the role %s', async (role) => {
    const answer = await call(route, { person: organisation.people[role] });
    const allowed = route.definition?.permissions?.some((permission) => roleMay(role, permission)) ?? false;
    if (allowed) expect([401, 403]).not.toContain(answer.status);
    else expect(answer.status).toBe(403);
    expect(answer.status).toBeLessThan(500);
  });

  it('answers 403 to a key without any of its scopes', async () => {
    const scopes = (['models:read', 'audit:read'] as const).filter(
      (scope) => !route.definition?.permissions?.includes(scope),
    );
    const key = await bench.makeKey(organisation.scope, organisation.people.owner, scopes);
    expect((await call(route, { key })).status).toBe(403);
  });
});

function call(route: ListedRoute, who: { person?: TestOrganisation['people']['owner']; key?: string }) {
  const { method, params, path, definition } = route;
  return callRoute(handlerOf(routes, route.file, method), {
    ...who,
    method,
    params,
    path,
    ...(definition?.body ? { body: {} } : {}),
  });
}

function nameOf(route: ListedRoute): string {
  return `${route.method} /${route.file.replace('/route.ts', '')}`;
}
