import { newId } from '@/lib/platform/ids';
import type { Database } from './database';
import type { Scope } from './scope';

/** Opens a sign-in; each login makes its own row, so that an old cookie never becomes a new sign-in. */
export async function createSignIn(
  scope: Scope,
  input: { userId: string; expiresAt: Date },
): Promise<string> {
  const id = newId('signIn');
  await scope.prisma.signIn.create({ data: { id, organisationId: scope.organisationId, ...input } });
  return id;
}

/** The sign-in with its person, unless it ended, expired or the person is suspended. Looked up before any scope is known. */
export async function findLiveSignIn(
  database: Database,
  id: string,
  now: Date,
): Promise<{ organisationId: string; userId: string; role: string } | null> {
  const signIn = await database.prisma.signIn.findUnique({ where: { id } });
  if (signIn === null || signIn.revokedAt !== null || signIn.expiresAt <= now) return null;
  const user = await database.prisma.user.findUnique({ where: { id: signIn.userId } });
  if (user === null || user.suspendedAt !== null || user.organisationId !== signIn.organisationId)
    return null;
  return { organisationId: user.organisationId, userId: user.id, role: user.role };
}

/** Ends one sign-in. */
export async function revokeSignIn(database: Database, id: string): Promise<void> {
  await database.prisma.signIn.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}

/** Ends a person's sign-ins; `except` keeps the one that asked. */
export async function revokeSignInsOf(scope: Scope, userId: string, except?: string): Promise<void> {
  await scope.prisma.signIn.updateMany({
    where: {
      organisationId: scope.organisationId,
      userId,
      revokedAt: null,
      ...(except === undefined ? {} : { id: { not: except } }),
    },
    data: { revokedAt: new Date() },
  });
}
