import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  openAuthBench,
  type AuthBench,
  type TestOrganisation,
  type TestPerson,
} from '@/lib/auth/auth-bench.test-support';
import type { Role } from '@/lib/contract/permissions';
import { dataOf, listOf } from '@/lib/contract/pagination';
import { meSchema, userSchema } from '@/lib/contract/user';
import { ensureSimulatedProvider } from '@/lib/features/providers';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { newId } from '@/lib/platform/ids';
import { hashPassword, verifyPassword } from '@/lib/platform/password';
import { listAuditEntries } from '@/lib/storage/audit-entries';
import { findTurn } from '@/lib/storage/turns';
import { findPasswordHash, updateUser } from '@/lib/storage/users';
import { POST as createSession } from '../sessions/route';
import { POST as startTurn } from '../sessions/[session_id]/turns/route';
import { PATCH } from './[id]/route';
import { POST as changePassword } from './me/password/route';
import { GET as readMe } from './me/route';
import { GET, POST } from './route';

const password = 'a long enough password';
let bench: AuthBench;
let organisation: TestOrganisation;

beforeAll(() => {
  bench = openAuthBench();
});
afterAll(() => bench.app.database.close());

async function fresh(): Promise<TestOrganisation['people']> {
  organisation = await bench.makeOrganisation();
  return organisation.people;
}
const invite = (person: TestPerson, role: Role, email = `${newId('user')}@example.com`) =>
  callRoute(POST, { person, body: { email, name: 'New', role, password } });
const patch = (person: TestPerson, id: string, body: unknown) =>
  callRoute(PATCH, { method: 'PATCH', person, params: { id }, body });

describe('POST /users', () => {
  it('creates a person without showing the password, in the audit log too', async () => {
    const { admin } = await fresh();
    const answer = await invite(admin, 'builder', 'New.Person@Example.com');
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      data: { email: 'new.person@example.com', role: 'builder', created_by: admin.id },
    });
    const log = await listAuditEntries(organisation.scope, { limit: 10 });
    expect(log.rows[0]).toMatchObject({
      action: 'user.created',
      actor_id: admin.id,
      target_name: 'new.person@example.com',
    });
    expect(JSON.stringify([answer.body, log])).not.toContain(password);
    expect((await invite(admin, 'user', 'NEW.person@example.com')).status).toBe(409);
  });

  it('lets only an owner make owners, and a key hand out no more than its scopes', async () => {
    const { owner, admin } = await fresh();
    expect((await invite(owner, 'owner')).status).toBe(201);
    expect((await invite(admin, 'owner')).status).toBe(403);
    const key = await bench.makeKey(organisation.scope, owner, ['users:write']);
    const body = { email: `${newId('user')}@example.com`, name: 'Mole', role: 'admin', password };
    expect((await callRoute(POST, { key, body })).status).toBe(403);
  });

  it.each([
    { password: null },
    { password: '' },
    { password: 'short' },
    { email: 'nobody' },
    { role: 'root' },
    { organisation_id: 'org_x' },
  ])('refuses %j', async (change) => {
    const { admin } = await fresh();
    const body = { email: `${newId('user')}@example.com`, name: 'New', role: 'user', password, ...change };
    expect((await callRoute(POST, { person: admin, body })).status).toBe(400);
  });
});

describe('PATCH /users/{id}', () => {
  it('stops what somebody has running when it suspends them', async () => {
    const { owner, builder } = await fresh();
    await ensureSimulatedProvider(bench.contextOf(organisation.scope, owner));
    const manifest = { name: 'draft', model: 'simulated/demo' };
    const created = await callRoute(createSession, { person: builder, body: { draft: { manifest } } });
    const session = dataOf(z.object({ id: z.string() })).parse(created.body).data;
    const started = await callRoute(startTurn, {
      person: builder,
      params: { session_id: session.id },
      body: { input: [{ type: 'user.message', content: 'reply with 5000 words' }], stream: false },
    });
    const turn = dataOf(z.object({ id: z.string() })).parse(started.body).data;
    expect((await patch(owner, builder.id, { suspended: true })).status).toBe(200);
    await expect
      .poll(() => findTurn(organisation.scope, session.id, turn.id))
      .toMatchObject({ status: 'cancelled', cancellation_reason: 'client-cancelled' });
  });

  it('keeps at least one active owner, also against two changes at once', async () => {
    const { owner } = await fresh();
    expect(errorOf(await patch(owner, owner.id, { role: 'admin' }))).toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('last active owner'),
    });
    const second = await bench.makePerson(organisation.scope, 'owner');
    const answers = await Promise.all([
      patch(owner, second.id, { role: 'admin' }),
      patch(second, owner.id, { role: 'admin' }),
    ]);
    expect(answers.filter((answer) => answer.status === 200).length).toBe(1);
  });

  it('lets no administrator touch an owner', async () => {
    const { owner, admin } = await fresh();
    for (const body of [{ role: 'user' }, { suspended: true }, { password }, { name: 'x' }]) {
      expect((await patch(admin, owner.id, body)).status).toBe(403);
    }
  });

  it('ends the sign-ins of a person who is suspended or whose password is reset, and nobody suspends themselves', async () => {
    const { admin, builder, user } = await fresh();
    expect((await patch(admin, admin.id, { suspended: true })).status).toBe(422);
    expect(await patch(admin, builder.id, { suspended: true }).then(({ body }) => body)).toMatchObject({
      data: { suspended: true },
    });
    expect((await patch(admin, user.id, { password: 'another good password' })).status).toBe(200);
    // Neither was asked for before, so no cache stands between.
    expect((await callRoute(readMe, { person: builder })).status).toBe(401);
    expect((await callRoute(readMe, { person: user })).status).toBe(401);
  });
});

describe('the own account', () => {
  it('tells who one is and what one may', async () => {
    const { auditor } = await fresh();
    const { body } = await callRoute(readMe, { person: auditor });
    const me = meSchema.parse(Object.values(body ?? {})[0]);
    expect(me.user.id).toBe(auditor.id);
    expect(me.permissions).toContain('audit:read');
    expect(me.permissions).not.toContain('users:write');
  });

  it('changes its password only with the current one, and ends its other sign-ins', async () => {
    const { user } = await fresh();
    await updateUser(organisation.scope, user.id, { passwordHash: await hashPassword(password) });
    const change = (current: string) =>
      callRoute(changePassword, {
        person: user,
        body: { current_password: current, new_password: 'the next good password' },
      });
    expect(errorOf(await change('wrong')).param).toBe('current_password');
    expect((await change(password)).status).toBe(204);
    expect(
      await verifyPassword(
        'the next good password',
        (await findPasswordHash(organisation.scope, user.id)) ?? '',
      ),
    ).toBe(true);
    expect((await callRoute(readMe, { person: user })).status).toBe(200);
  });

  it('stops guessing the current password after five failures', async () => {
    const { user } = await fresh();
    const body = { current_password: 'wrong', new_password: 'the next good password' };
    for (let index = 0; index < 5; index += 1)
      expect((await callRoute(changePassword, { person: user, body })).status).toBe(400);
    const answer = await callRoute(changePassword, { person: user, body });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).not.toBeNull();
  });
});

describe('GET /users', () => {
  it('pages through everybody once, newest first, without an empty page that has a token', async () => {
    const { owner } = await fresh();
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const path = `/api/v1/users?limit=2${token ? `&page_token=${token}` : ''}`;
      const { body } = await callRoute(GET, { person: owner, path });
      const page = pageSchema.parse(body);
      expect(page.data.length).toBeGreaterThan(0);
      seen.push(...page.data.map((user) => user.id));
      token = page.pagination.next_page_token;
    } while (token !== undefined);
    expect(seen).toEqual(
      Object.values(organisation.people)
        .map((person) => person.id)
        .toSorted()
        .toReversed(),
    );
  });

  it('refuses a token of somebody’s own making', async () => {
    const { owner } = await fresh();
    for (const token of ['x', btoa('usr_1'), btoa("usr_' OR 1=1"), '%00']) {
      expect(
        (await callRoute(GET, { person: owner, path: `/api/v1/users?page_token=${token}` })).status,
      ).toBe(400);
    }
  });
});

const pageSchema = listOf(userSchema);
