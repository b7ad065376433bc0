import { encode } from 'next-auth/jwt';
import {
  roles,
  permissions,
  personalPermissions,
  type Permission,
  type Role,
} from '@/lib/contract/permissions';
import type { Principal } from '@/lib/contract/principal';
import { compose, type App } from '@/lib/compose';
import type { FeatureContext } from '@/lib/features/feature-context';
import { newId } from '@/lib/platform/ids';
import { createApiKey } from '@/lib/storage/api-keys';
import { scopeOf, type Scope } from '@/lib/storage/scope';
import { createSignIn } from '@/lib/storage/sign-ins';
import { createUser } from '@/lib/storage/users';
import { contextFor } from './context-for';
import { cookieSecret } from './sign-in-cookie';

export type TestPerson = { id: string; email: string; role: Role; signInId: string; cookie: string };
export type TestOrganisation = { scope: Scope; people: Record<Role, TestPerson> };

export type AuthBench = {
  app: App;
  makeOrganisation(): Promise<TestOrganisation>;
  makePerson(scope: Scope, role: Role): Promise<TestPerson>;
  makeKey(scope: Scope, person: TestPerson, scopes?: readonly Permission[]): Promise<string>;
  contextOf(scope: Scope, person: TestPerson): FeatureContext;
};

const secret = 'only-for-tests-0123456789abcdef';
export const testPort = 3405;

/** For tests: the composed app on the test database. Handlers are called as the functions they are. */
export function openAuthBench(): AuthBench {
  if (!process.env.DATABASE_URL)
    throw new Error('DATABASE_URL is not set: run the tests through vitest, whose setup starts a database.');
  Object.assign(process.env, { TACKROOM_SECRET: secret, TACKROOM_LOG: 'off', PORT: String(testPort) });
  const app = compose();
  const makePerson = async (scope: Scope, role: Role): Promise<TestPerson> => {
    const email = `${newId('user')}@example.com`;
    const { id } = await createUser(scope, { email, name: `The ${role}`, role, passwordHash: 'none' });
    const signInId = await createSignIn(scope, { userId: id, expiresAt: new Date(Date.now() + 3_600_000) });
    const token = await encode({ token: { signInId }, secret: cookieSecret(app.env.secret), maxAge: 3600 });
    return { id, email, role, signInId, cookie: `next-auth.session-token=${token}` };
  };
  return {
    app,
    makePerson,
    async makeOrganisation() {
      const scope = scopeOf(app.database, newId('organisation'));
      const slug = scope.organisationId.replace('_', '-');
      await app.database.prisma.organisation.create({
        data: { id: scope.organisationId, slug, name: 'Test' },
      });
      const people = await Promise.all(
        roles.map(async (role) => [role, await makePerson(scope, role)] as const),
      );
      // Built from `roles` itself, so every role is there.
      return { scope, people: Object.fromEntries(people) as Record<Role, TestPerson> };
    },
    async makeKey(scope, person, scopes = grantable) {
      const key = `tkr_${newId('apiKey')}_${newId('apiKey')}`;
      await createApiKey(scope, {
        userId: person.id,
        name: 'test',
        hash: app.secretBox.fingerprint(key),
        last4: key.slice(-4),
        scopes,
        expiresAt: null,
        createdBy: person.id,
      });
      return key;
    },
    contextOf(scope, person) {
      const principal: Principal = {
        organisationId: scope.organisationId,
        userId: person.id,
        role: person.role,
        credential: { kind: 'sign_in', id: person.signInId },
      };
      return contextFor(app, principal, newId('request'));
    },
  };
}

const personal: readonly Permission[] = personalPermissions;
const grantable = permissions.filter((permission) => !personal.includes(permission));
