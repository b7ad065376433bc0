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
  // Aged and not dropped: what was listed is still known when the database goes away now.
  const last = known.get(scope.database);
  if (last) known.set(scope.database, { ...last, at: Number.NEGATIVE_INFINITY });
  reading.delete(scope.database);
}

type Lists = ReadonlyMap<string, readonly string[]>;
type Known = { lists: Lists; at: number };

/** How long a list is believed; a change made in this process is seen at once. */
const knownForMs = 2000;
const known = new WeakMap<Database, Known>();
const reading = new WeakMap<Database, Promise<Lists>>();

/**
 * The lists of all organisations that have one, as they were at most two seconds ago. While the database is away the
 * last ones stay, so that a page can still read that it is.
 */
export async function knownAllowedOrigins(database: Database): Promise<Lists> {
  const last = known.get(database);
  if (last && performance.now() - last.at < knownForMs) return last.lists;
  const read = reading.get(database) ?? readLists(database);
  reading.set(database, read);
  try {
    return await read;
  } catch (error) {
    if (last) return last.lists;
    throw error;
  } finally {
    if (reading.get(database) === read) reading.delete(database);
  }
}

async function readLists(database: Database): Promise<Lists> {
  const at = performance.now();
  const { rows } = await database.pool.query<{ id: string; allowed_origins: string[] }>({
    name: 'read-allowed-origins',
    text: 'SELECT id, allowed_origins FROM organisation WHERE cardinality(allowed_origins) > 0',
  });
  const lists = new Map(rows.map((row) => [row.id, row.allowed_origins]));
  known.set(database, { lists, at });
  return lists;
}
