import type { Scope } from './scope';

/** Holds a name of the organisation until the transaction ends: versions are numbered one writer at a time. */
export async function lockName(scope: Scope, kind: 'agent' | 'skill', name: string): Promise<void> {
  const text = `${scope.organisationId} ${kind} ${name}`;
  await scope.prisma.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${text}, 0))`;
}
