import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  openAuthBench,
  type AuthBench,
  type TestOrganisation,
  type TestPerson,
} from '@/lib/auth/auth-bench.test-support';
import { dataOf, listOf } from '@/lib/contract/pagination';
import { apiKeyCreatedSchema, apiKeySchema } from '@/lib/contract/user';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { GET as readMe } from '../users/me/route';
import { DELETE } from './[id]/route';
import { GET, POST } from './route';

let bench: AuthBench;
let organisation: TestOrganisation;

beforeAll(() => {
  bench = openAuthBench();
});
beforeEach(async () => {
  organisation = await bench.makeOrganisation();
});
afterAll(() => bench.app.database.close());

const issue = (person: TestPerson, body: unknown) => callRoute(POST, { person, body });
const issued = async (person: TestPerson, body: unknown = { name: 'ci', scopes: ['account:read'] }) =>
  dataOf(apiKeyCreatedSchema).parse((await issue(person, body)).body).data;
const listed = async (person: TestPerson, path = '/api/v1/api-keys') =>
  listOf(apiKeySchema).parse((await callRoute(GET, { person, path })).body).data;

describe('POST /api-keys', () => {
  it('shows a key once, which works and is never listed', async () => {
    const { builder } = organisation.people;
    const created = await issued(builder);
    expect(created.key).toMatch(/^tkr_[0-9A-Za-z]{40}$/);
    expect((await callRoute(readMe, { key: created.key })).status).toBe(200);
    const answer = await callRoute(GET, { person: builder });
    expect(JSON.stringify(answer.body)).not.toContain(created.key);
    expect((await listed(builder))[0]).toMatchObject({
      id: created.id,
      last4: created.key.slice(-4),
      scopes: ['account:read'],
    });
  });

  it('gives no scope that the issuer does not hold, and none that is personal', async () => {
    const { user, owner } = organisation.people;
    expect((await issue(user, { name: 'x', scopes: ['users:write'] })).status).toBe(403);
    expect((await issue(owner, { name: 'x', scopes: ['account:write'] })).status).toBe(400);
    const narrow = await bench.makeKey(organisation.scope, owner, ['api-keys:own', 'agents:read']);
    expect(
      (await callRoute(POST, { key: narrow, body: { name: 'x', scopes: ['agents:write'] } })).status,
    ).toBe(403);
    expect(
      (await callRoute(POST, { key: narrow, body: { name: 'x', scopes: ['agents:read'] } })).status,
    ).toBe(201);
  });

  it('gives a key that ends no way to issue one that outlives it', async () => {
    const { builder } = organisation.people;
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const scopes = ['api-keys:own', 'agents:read'];
    const { key } = await issued(builder, { name: 'short', scopes, expires_at: inHours(1) });
    const mint = (extra: object) => callRoute(POST, { key, body: { name: 'x', scopes, ...extra } });
    for (const extra of [{}, { expires_at: inHours(2) }]) {
      const refused = await mint(extra);
      expect(refused.status).toBe(403);
      expect(errorOf(refused)).toMatchObject({ param: 'expires_at' });
    }
    expect((await mint({ expires_at: inHours(0.5) })).status).toBe(201);
  });

  it.each([
    { scopes: [] },
    { scopes: ['all'] },
    { expires_at: '2020-01-01T00:00:00Z' },
    { user_id: 'usr_other' },
    { name: '' },
  ])('refuses %j', async (change) => {
    expect(
      (await issue(organisation.people.owner, { name: 'x', scopes: ['account:read'], ...change })).status,
    ).toBe(400);
  });

  it('answers a repeat with the same key, shown to its creator only', async () => {
    const { builder, admin } = organisation.people;
    const body = { name: 'x', scopes: ['account:read'] };
    const post = (person: TestPerson) =>
      callRoute(POST, { person, body, headers: { 'idempotency-key': 'same' } });
    const [first, again, other] = [await post(builder), await post(builder), await post(admin)];
    expect(again.body).toEqual(first.body);
    expect(other.body).not.toEqual(first.body);
  });
});

describe('GET and DELETE /api-keys', () => {
  it('are about the own keys, and about everybody’s for who may', async () => {
    const { builder, user, admin, auditor } = organisation.people;
    const [mine, theirs] = [await issued(builder), await issued(user)];
    expect((await listed(builder)).map((key) => key.id)).toEqual([mine.id]);
    expect((await listed(admin)).length).toBe(2);
    expect((await listed(auditor)).length).toBe(2);
    expect(await listed(admin, '/api/v1/api-keys?owner=me')).toEqual([]);
    const revoke = (person: TestPerson, id: string) =>
      callRoute(DELETE, { method: 'DELETE', person, params: { id } }).then(({ status }) => status);
    expect(await revoke(builder, theirs.id)).toBe(404);
    expect(await revoke(auditor, theirs.id)).toBe(403);
    expect(await revoke(user, theirs.id)).toBe(204);
    expect(await revoke(user, theirs.id)).toBe(404);
    expect(await revoke(admin, mine.id)).toBe(204);
    expect((await callRoute(readMe, { key: mine.key })).status).toBe(401);
  });
});
