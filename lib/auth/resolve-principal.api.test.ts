import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { can } from '@/lib/contract/principal';
import { isAppError } from '@/lib/platform/app-error';
import {
  openAuthBench,
  type AuthBench,
  type TestOrganisation,
  type TestPerson,
} from './auth-bench.test-support';
import { revokeApiKey } from '@/lib/storage/api-keys';
import { revokeSignInsOf } from '@/lib/storage/sign-ins';
import { updateUser } from '@/lib/storage/users';
import { resolvePrincipal } from './resolve-principal';

const effectMs = 5000;
let bench: AuthBench;
let organisation: TestOrganisation;
let now = Date.now();

beforeAll(async () => {
  bench = openAuthBench();
  organisation = await bench.makeOrganisation();
});
afterAll(() => bench.app.database.close());

const ask = (headers: Record<string, string>) =>
  resolvePrincipal({ headers: new Headers(headers) }, { ...bench.app, now: () => now });
const askWithKey = (key: string) => ask({ authorization: `Bearer ${key}` });
const askWithCookie = (person: TestPerson) => ask({ cookie: `theme=dark; ${person.cookie}` });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (isAppError(error) ? error.code : 'crash'),
  );

describe('a credential', () => {
  it('speaks for its person, whichever carrier it came by', async () => {
    const person = organisation.people.builder;
    const key = await bench.makeKey(organisation.scope, person);
    const expected = {
      organisationId: organisation.scope.organisationId,
      userId: person.id,
      role: 'builder',
    };
    expect(await askWithCookie(person)).toMatchObject(expected);
    expect(await askWithKey(key)).toMatchObject(expected);
  });

  it('is never mixed: a bad key is not rescued by a good cookie', async () => {
    const { cookie } = organisation.people.owner;
    expect(await codeOf(ask({ cookie, authorization: `Bearer ${'x'.repeat(40)}` }))).toBe('unauthenticated');
    expect(await codeOf(ask({ cookie, authorization: 'Basic abc' }))).toBe('unauthenticated');
  });

  it.each(['suspension', 'role', 'sign-ins ended'] as const)(
    'follows a change within five seconds: %s',
    async (change) => {
      const person = await bench.makePerson(organisation.scope, 'admin');
      const key = await bench.makeKey(organisation.scope, person);
      await Promise.all([askWithKey(key), askWithCookie(person)]);
      if (change === 'suspension') await updateUser(organisation.scope, person.id, { suspended: true });
      if (change === 'role') await updateUser(organisation.scope, person.id, { role: 'user' });
      if (change === 'sign-ins ended') await revokeSignInsOf(organisation.scope, person.id);
      now += effectMs;
      if (change === 'role') {
        expect((await askWithKey(key)).role).toBe('user');
        expect((await askWithCookie(person)).role).toBe('user');
      } else {
        expect(await codeOf(askWithCookie(person))).toBe('unauthenticated');
        expect(await codeOf(askWithKey(key))).toBe(change === 'suspension' ? 'unauthenticated' : 'accepted');
      }
    },
  );

  it('expires', async () => {
    const person = await bench.makePerson(organisation.scope, 'user');
    now += 3_700_000;
    expect(await codeOf(askWithCookie(person))).toBe('unauthenticated');
    now = Date.now();
  });
});

describe('an API key', () => {
  it('is narrowed to its scopes and never wider than its owner is today', async () => {
    const person = await bench.makePerson(organisation.scope, 'admin');
    const key = await bench.makeKey(organisation.scope, person, ['agents:write', 'users:write']);
    const before = await askWithKey(key);
    expect([can(before, 'agents:write'), can(before, 'users:write'), can(before, 'agents:read')]).toEqual([
      true,
      true,
      false,
    ]);
    await updateUser(organisation.scope, person.id, { role: 'builder' });
    now += effectMs;
    const after = await askWithKey(key);
    expect([can(after, 'agents:write'), can(after, 'users:write')]).toEqual([true, false]);
  });

  it('stops within five seconds of being revoked', async () => {
    const key = await bench.makeKey(organisation.scope, organisation.people.builder);
    const { credential } = await askWithKey(key);
    await revokeApiKey(organisation.scope, credential.id);
    now += effectMs;
    expect(await codeOf(askWithKey(key))).toBe('unauthenticated');
  });

  it('notes its use at most once a minute', async () => {
    const key = await bench.makeKey(organisation.scope, organisation.people.builder);
    const { credential } = await askWithKey(key);
    const lastUse = async () =>
      (
        await bench.app.database.prisma.apiKey.findUniqueOrThrow({ where: { id: credential.id } })
      ).lastUsedAt?.getTime();
    const first = await lastUse();
    expect(first).toBe(now);
    now += 30_000;
    await askWithKey(key);
    expect(await lastUse()).toBe(first);
    now += 31_000;
    await askWithKey(key);
    expect(await lastUse()).toBe(now);
  });

  it('is not in the database, only its keyed digest', async () => {
    const key = await bench.makeKey(organisation.scope, organisation.people.builder);
    const rows = await bench.app.database.prisma.apiKey.findMany();
    expect(JSON.stringify(rows)).not.toContain(key);
  });
});

describe('a forged cookie', () => {
  it.each([
    ['another secret', 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.BBBB.CCCC'],
    ['nothing', ''],
    ['an unsigned token', `${btoa('{"alg":"none"}')}.${btoa('{"signInId":"sin_1"}')}.`],
    ['noise', '%00%ff;;;==='],
  ])('made with %s is no sign-in', async (_name, value) => {
    expect(await codeOf(ask({ cookie: `next-auth.session-token=${value}` }))).toBe('unauthenticated');
  });
});

describe('hostile Authorization headers', () => {
  it('are refused ten thousand times without a failure of ours', async () => {
    let state = 42;
    const random = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % below;
    };
    const pieces = [
      "' OR 1=1--",
      'tkr_',
      'Bearer',
      ' ',
      '%00',
      '\\',
      '"',
      '${x}',
      '\u00ff',
      '../',
      'null',
      'undefined',
      'A'.repeat(40),
      '(',
      '*',
      ';',
      '{"$ne":1}',
      '\t',
      'e'.repeat(600),
    ];
    const outcomes = new Set<string>();
    for (let index = 0; index < 10_000; index += 1) {
      const text = Array.from({ length: 1 + random(5) }, () => pieces[random(pieces.length)]).join('');
      const value = random(2) === 0 ? text : `Bearer ${text}`;
      outcomes.add(await codeOf(ask({ authorization: value })));
    }
    expect([...outcomes]).toEqual(['unauthenticated']);
  });
});
