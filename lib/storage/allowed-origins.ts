import type { Database } from './database';
import type { Scope } from './scope';

/** Web origins whose pages may call the API of this organisation with a key. */
export async function findAllowedOrigins(scope: Scope): Promise<readonly string[]> {
  const row = await scope.prisma.organisation.findUnique({
    where: { id: scope.organisationId },
    select: { allowedOrigins: true },
  });
  return row?.allowedOrigins ?? [];
}

export async function setAllowedOrigins(scope: Scope, origins: readonly string[]): Promise<void> {
  await scope.prisma.organisation.update({
    where: { id: scope.organisationId },
    data: { allowedOrigins: [...origins] },
  });
}

/** Whether any organisation lists the origin: all that can be known before a request shows its key. */
export async function isOriginAllowedAnywhere(database: Database, origin: string): Promise<boolean> {
  const row = await database.prisma.organisation.findFirst({
    where: { allowedOrigins: { has: origin } },
    select: { id: true },
  });
  return row !== null;
}
