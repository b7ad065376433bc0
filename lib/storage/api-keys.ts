import type { ApiKey } from '@/lib/contract/user';
import { scopeSchema } from '@/lib/contract/user';
import type { Permission } from '@/lib/contract/permissions';
import { newId } from '@/lib/platform/ids';
import type { Database } from './database';
import type { ApiKey as ApiKeyRow } from './generated/prisma/client';
import { pageOf, type PageRequest, type StoredPage } from './page-cursor';
import type { Scope } from './scope';

export type LiveApiKey = {
  id: string;
  organisationId: string;
  userId: string;
  role: string;
  scopes: string[];
  lastUsedAt: Date | null;
};

/** Fingerprint of a key, and the one it had under the previous secret while that is rotated out. */
export type KeyFingerprints = { hash: string; formerHash: string | undefined };

/** The key behind a fingerprint, unless it is revoked, expired or its owner suspended. Looked up before any scope is known. */
export async function findLiveApiKey(
  database: Database,
  fingerprints: KeyFingerprints,
  now: Date,
): Promise<LiveApiKey | null> {
  const key = await findByFingerprint(database, fingerprints);
  if (key === null || key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)) return null;
  const user = await database.prisma.user.findUnique({ where: { id: key.userId } });
  if (user === null || user.suspendedAt !== null || user.organisationId !== key.organisationId) return null;
  return {
    id: key.id,
    organisationId: key.organisationId,
    userId: user.id,
    role: user.role,
    scopes: key.scopes,
    lastUsedAt: key.lastUsedAt,
  };
}

/** A key that is found by its former fingerprint is kept under the new one from here on. */
async function findByFingerprint(
  { prisma }: Database,
  { hash, formerHash }: KeyFingerprints,
): Promise<ApiKeyRow | null> {
  const key = await prisma.apiKey.findUnique({ where: { hash } });
  if (key !== null || formerHash === undefined) return key;
  const former = await prisma.apiKey.findUnique({ where: { hash: formerHash } });
  if (former !== null) await prisma.apiKey.updateMany({ where: { hash: formerHash }, data: { hash } });
  return former;
}

/** Notes that a key was used, unless somebody noted it a moment ago. */
export async function touchApiKey(
  database: Database,
  id: string,
  times: { at: Date; ifBefore: Date },
): Promise<void> {
  await database.prisma.apiKey.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: times.ifBefore } }] },
    data: { lastUsedAt: times.at },
  });
}

export type NewApiKey = {
  userId: string;
  name: string;
  hash: string;
  last4: string;
  scopes: readonly Permission[];
  expiresAt: Date | null;
  createdBy: string;
};

export async function createApiKey(scope: Scope, input: NewApiKey): Promise<ApiKey> {
  const row = await scope.prisma.apiKey.create({
    data: { id: newId('apiKey'), organisationId: scope.organisationId, ...input, scopes: [...input.scopes] },
  });
  return (await withOwners(scope, [row]))[0] ?? unreachableRow();
}

/** Keys that still exist, newest first; `userId` limits to one person's. */
export async function listApiKeys(
  scope: Scope,
  request: PageRequest & { userId?: string },
): Promise<StoredPage<ApiKey>> {
  const page = await pageOf(request, ({ after, take }) =>
    scope.prisma.apiKey.findMany({
      where: {
        organisationId: scope.organisationId,
        revokedAt: null,
        ...(request.userId === undefined ? {} : { userId: request.userId }),
        ...after,
      },
      orderBy: { id: 'desc' },
      take,
    }),
  );
  return { ...page, rows: await withOwners(scope, page.rows) };
}

export async function findApiKey(scope: Scope, id: string): Promise<ApiKey | null> {
  const row = await scope.prisma.apiKey.findFirst({
    where: { organisationId: scope.organisationId, id, revokedAt: null },
  });
  return row === null ? null : ((await withOwners(scope, [row]))[0] ?? null);
}

/** Whether this call was the one that revoked it. */
export async function revokeApiKey(scope: Scope, id: string): Promise<boolean> {
  const { count } = await scope.prisma.apiKey.updateMany({
    where: { organisationId: scope.organisationId, id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count > 0;
}

async function withOwners(scope: Scope, rows: readonly ApiKeyRow[]): Promise<ApiKey[]> {
  const owners = await scope.prisma.user.findMany({
    where: { organisationId: scope.organisationId, id: { in: [...new Set(rows.map((row) => row.userId))] } },
    select: { id: true, name: true },
  });
  const names = new Map(owners.map((owner) => [owner.id, owner.name]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes.flatMap((scopeName) => scopeSchema.safeParse(scopeName).data ?? []),
    last4: row.last4,
    user_id: row.userId,
    user_name: names.get(row.userId) ?? '',
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    created_by: row.createdBy,
  }));
}

function unreachableRow(): never {
  throw new Error('A row that was just written is not there.');
}
