import type { Database, PrismaOrTransaction } from './database';

/** The part of the database one organisation owns. Storage functions take nothing wider. */
export type Scope = {
  readonly organisationId: string;
  readonly database: Database;
  /** The client, or the transaction that `inTransaction` opened. */
  readonly prisma: PrismaOrTransaction;
};

/** Makes the scope of an organisation; callers take the id from a Principal, never from input. */
export function scopeOf(database: Database, organisationId: string): Scope {
  return { organisationId, database, prisma: database.prisma };
}

/** Runs `work` in one transaction: its changes and their audit rows stand or fall together. */
export function inTransaction<Result>(
  scope: Scope,
  work: (scope: Scope) => Promise<Result>,
): Promise<Result> {
  if (scope.prisma !== scope.database.prisma) return work(scope);
  return scope.database.prisma.$transaction((prisma) => work({ ...scope, prisma }), { timeout: 10_000 });
}
