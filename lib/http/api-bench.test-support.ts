import { encode } from 'next-auth/jwt';
import { roles, permissions, personalPermissions, type Permission, type Role } from '@/lib/contract/permissions';
import type { Principal } from '@/lib/contract/principal';
import { contextFor } from '@/lib/auth/context-for';
import { cookieSecret } from '@/lib/auth/sign-in-cookie';
import { compose, type App } from '@/lib/compose';
import type { FeatureContext } from '@/lib/features/feature-context';
import { newId } from '@/lib/platform/ids';
import { createApiKey } from '@/lib/storage/api-keys';
import { scopeOf, type Scope } from '@/lib/storage/scope';
import { createSignIn } from '@/lib/storage/sign-ins';
import { createUser } from '@/lib/storage/users';
import { definitionOf, type RouteHandler } from './route-definition';

export type TestPerson = { id: string; email: string; role: Role; signInId: string; cookie: string };
export type TestOrganisation = { scope: Scope; people: Record<Role, TestPerson> };

export type ApiBench = {
  app: App;
  origin: string;
  makeOrganisation(): Promise<TestOrganisation>;
  makePerson(scope: Scope, role: Role): Promise<TestPerson>;
  makeKey(scope: Scope, person: TestPerson, scopes?: readonly Permission[]): Promise<string>;
  contextOf(scope: Scope, person: TestPerson): FeatureContext;
};

const secret = 'only-for-tests-0123456789abcdef';
const port = 3405;

/** For tests: the composed app on the test database. Handlers are called as the functions they are. */
export function openApiBench(): ApiBench {
  if (!process.env.DATABASE_URL) throw new Error('DATABASE_URL is not set: run the tests through vitest, whose setup starts a database.');
  Object.assign(process.env, { TACKROOM_SECRET: secret, TACKROOM_LOG: 'off', PORT: String(port) });
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
    origin: `http://127.0.0.1:${port}`,
    makePerson,
    async makeOrganisation() {
      const scope = scopeOf(app.database, newId('organisation'));
      const slug = scope.organisationId.replace('_', '-');
      await app.database.prisma.organisation.create({ data: { id: scope.organisationId, slug, name: 'Test' } });
      const people = await Promise.all(roles.map(async (role) => [role, await makePerson(scope, role)] as const));
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

export type CallOptions = {
  method?: string;
  path?: string;
  params?: Record<string, string>;
  person?: TestPerson;
  key?: string;
  body?: unknown;
  headers?: Record<string, string>;
  origin?: string | null;
};

/** Calls a handler with a sign-in cookie or a key, as the browser or a script would. */
export async function callRoute(handler: RouteHandler, options: CallOptions = {}): Promise<{ status: number; headers: Headers; body: unknown }> {
  const origin = options.origin === undefined ? `http://127.0.0.1:${port}` : options.origin;
  const headers = new Headers(options.headers);
  if (options.person) headers.set('cookie', options.person.cookie);
  if (options.person && origin !== null) headers.set('origin', origin);
  if (options.key !== undefined) headers.set('authorization', `Bearer ${options.key}`);
  const hasBody = options.body !== undefined;
  if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const method = options.method ?? (hasBody ? 'POST' : 'GET');
  const request = new Request(`http://127.0.0.1:${port}${options.path ?? '/api/v1/test'}`, {
    method,
    headers,
    ...(hasBody ? { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) } : {}),
  });
  if (definitionOf(handler) === undefined) throw new Error('This handler declares nothing.');
  const response = await handler(request, { params: Promise.resolve(options.params ?? {}) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** The error of an answer without what differs from request to request. */
export function errorOf(answer: { body: unknown }): { code?: string; message?: string; param?: string } {
  const { body } = answer;
  if (typeof body !== 'object' || body === null || !('error' in body)) return {};
  const { error } = body;
  if (typeof error !== 'object' || error === null) return {};
  const text = (name: string): string | undefined => {
    const value: unknown = Object.entries(error).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value : undefined;
  };
  const [code, message, param] = [text('code'), text('message'), text('param')];
  return { ...(code ? { code } : {}), ...(message ? { message } : {}), ...(param ? { param } : {}) };
}
