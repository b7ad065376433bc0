import { roleSchema, type User } from '@/lib/contract/user';
import type { Role } from '@/lib/contract/permissions';
import { newId } from '@/lib/platform/ids';
import type { Database } from './database';
import type { User as UserRow } from './generated/prisma/client';
import { pageOf, type PageRequest, type StoredPage } from './page-cursor';
import type { Scope } from './scope';

/** What a sign-in compares: looked up by email before any scope is known. */
export async function findCredentials(
  database: Database,
  email: string,
): Promise<{ id: string; organisationId: string; passwordHash: string; suspended: boolean } | null> {
  const row = await database.prisma.user.findUnique({ where: { email: normalEmail(email) } });
  return (
    row && {
      id: row.id,
      organisationId: row.organisationId,
      passwordHash: row.passwordHash,
      suspended: row.suspendedAt !== null,
    }
  );
}

/** The one form an email is stored and compared in. */
export function normalEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

export type NewUser = { email: string; name: string; role: Role; passwordHash: string; createdBy?: string };

/** Creates a person; without `createdBy` they are their own beginning, as the first owner is. */
export async function createUser(scope: Scope, input: NewUser): Promise<User> {
  const id = newId('user');
  const row = await scope.prisma.user.create({
    data: {
      ...input,
      id,
      organisationId: scope.organisationId,
      email: normalEmail(input.email),
      createdBy: input.createdBy ?? id,
    },
  });
  return toUser(row);
}

export async function findUser(scope: Scope, id: string): Promise<User | null> {
  const row = await scope.prisma.user.findFirst({ where: { id, organisationId: scope.organisationId } });
  return row && toUser(row);
}

export async function findPasswordHash(scope: Scope, id: string): Promise<string | null> {
  const row = await scope.prisma.user.findFirst({
    where: { id, organisationId: scope.organisationId },
    select: { passwordHash: true },
  });
  return row?.passwordHash ?? null;
}

/** The organisation's people, newest first. */
export async function listUsers(scope: Scope, request: PageRequest): Promise<StoredPage<User>> {
  const page = await pageOf(request, ({ after, take }) =>
    scope.prisma.user.findMany({
      where: { organisationId: scope.organisationId, ...after },
      orderBy: { id: 'desc' },
      take,
    }),
  );
  return { ...page, rows: page.rows.map(toUser) };
}

/** Names of people by id, for lists that show who did something. */
export async function findUserNames(scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await scope.prisma.user.findMany({
    where: { organisationId: scope.organisationId, id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map((row) => [row.id, row.name]));
}

export type UserChange = { name?: string; role?: Role; suspended?: boolean; passwordHash?: string };

export async function updateUser(scope: Scope, id: string, change: UserChange): Promise<User> {
  const { suspended, ...fields } = change;
  const row = await scope.prisma.user.update({
    where: { id, organisationId: scope.organisationId },
    data: { ...fields, ...(suspended === undefined ? {} : { suspendedAt: suspended ? new Date() : null }) },
  });
  return toUser(row);
}

/** Locks the owners' rows until the transaction ends, so that two changes cannot each leave the other as the last. */
export async function lockActiveOwners(scope: Scope): Promise<string[]> {
  const rows = await scope.prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM app_user
    WHERE organisation_id = ${scope.organisationId} AND role = 'owner' AND suspended_at IS NULL
    ORDER BY id FOR UPDATE`;
  return rows.map((row) => row.id);
}

function toUser(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    // A role this release does not know holds no rights beyond reading an auditor's pages; `principalOf…` refuses it anyway.
    role: roleSchema.catch('auditor').parse(row.role),
    suspended: row.suspendedAt !== null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    created_by: row.createdBy,
  };
}
