import { newId } from '@/lib/platform/ids';
import type { Database, PrismaOrTransaction } from './database';
import { scopeOf, type Scope } from './scope';

/** An arbitrary number that only this lock uses. */
const bootstrapLock = 7_201_984_001;

export async function findOrganisation(scope: Scope): Promise<{ id: string; name: string } | null> {
  return scope.prisma.organisation.findUnique({
    where: { id: scope.organisationId },
    select: { id: true, name: true },
  });
}

/**
 * Runs `fill` in the new organisation's own transaction when the database has no user yet; one process at a time.
 * Otherwise answers with the oldest organisation and its oldest active owner.
 */
export async function createFirstOrganisation(
  database: Database,
  input: { slug: string; name: string; fill: (scope: Scope) => Promise<string> },
): Promise<{ created: boolean; scope: Scope; ownerId: string }> {
  return database.prisma.$transaction(
    async (prisma) => {
      await prisma.$executeRaw`SELECT pg_advisory_xact_lock(${bootstrapLock})`;
      const existing = await findFirst(prisma);
      if (existing !== null) {
        return {
          created: false,
          scope: scopeOf(database, existing.organisationId),
          ownerId: existing.ownerId,
        };
      }
      const organisationId = newId('organisation');
      await prisma.organisation.create({ data: { id: organisationId, slug: input.slug, name: input.name } });
      const ownerId = await input.fill({ ...scopeOf(database, organisationId), prisma });
      return { created: true, scope: scopeOf(database, organisationId), ownerId };
    },
    { timeout: 30_000, maxWait: 30_000 },
  );
}

async function findFirst(
  prisma: PrismaOrTransaction,
): Promise<{ organisationId: string; ownerId: string } | null> {
  const owner = await prisma.user.findFirst({
    where: { role: 'owner' },
    orderBy: [{ suspendedAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  });
  if (owner !== null) return { organisationId: owner.organisationId, ownerId: owner.id };
  const anybody = await prisma.user.findFirst({ orderBy: { id: 'asc' } });
  return anybody && { organisationId: anybody.organisationId, ownerId: anybody.id };
}
