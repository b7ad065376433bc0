/** What can be wrong with the database itself, as opposed to a statement of ours. */
export type DatabaseTrouble = 'unreachable' | 'overloaded' | 'disk_full';

const troubleOfCode: ReadonlyMap<string, DatabaseTrouble> = new Map([
  // Prisma: no connection, timed out, closed, pool exhausted; then the same as its adapter names them.
  ...unreachable('P1001', 'P1002', 'P1008', 'P1017', 'P2024'),
  ...unreachable('DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'),
  // PostgreSQL: too many connections, shutting down, starting up, session timed out, connection failures.
  ...unreachable('53300', '57P01', '57P02', '57P03', '57P05', '25P03'),
  ...unreachable('08000', '08001', '08003', '08004', '08006'),
  // A lock or a statement took too long; memory or another resource ran out.
  ['55P03', 'overloaded'],
  ['57014', 'overloaded'],
  ['53000', 'overloaded'],
  ['53200', 'overloaded'],
  ['53100', 'disk_full'],
]);

const networkCodes: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'],
]);
const networkCalls: ReadonlySet<string> = new Set(['connect', 'read', 'write', 'getaddrinfo']);

const unreachableMessage =
  /timeout exceeded when trying to connect|connection terminated|not queryable|after calling end on the pool|unable to start a transaction in the given time/i;
// PostgreSQL reports a full disk in several ways; the words of the system are in all of them.
const diskFullMessage = /no space left on device/i;

/** What an error says about the database, in the words of Prisma, pg or the network, at any depth of causes. */
export function databaseTrouble(error: unknown, depth = 0): DatabaseTrouble | undefined {
  if (typeof error !== 'object' || error === null || depth > 5) return undefined;
  const fields: Partial<Record<string, unknown>> = { ...error };
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  if (diskFullMessage.test(message)) return 'disk_full';
  for (const name of [fields['code'], fields['originalCode'], fields['kind']]) {
    const trouble = typeof name === 'string' ? troubleOfCode.get(name) : undefined;
    if (trouble) return trouble;
  }
  if (isFromNetwork(fields) || unreachableMessage.test(message)) return 'unreachable';
  const inner = [
    ...(Array.isArray(fields['errors']) ? fields['errors'] : []),
    'cause' in error ? error.cause : undefined,
    ...adapterErrors(fields['meta']),
  ];
  for (const cause of inner) {
    const trouble = databaseTrouble(cause, depth + 1);
    if (trouble) return trouble;
  }
  return undefined;
}

/** Whether an error means that the database cannot be asked at all. */
export function isDatabaseUnreachable(error: unknown): boolean {
  return databaseTrouble(error) === 'unreachable';
}

function unreachable(...codes: string[]): [string, DatabaseTrouble][] {
  return codes.map((code) => [code, 'unreachable']);
}

/** A file that is missing is ENOENT too; only a call of the network speaks of the database. */
function isFromNetwork({ code, syscall }: Partial<Record<string, unknown>>): boolean {
  if (typeof code !== 'string' || !networkCodes.has(code)) return false;
  return syscall === undefined || (typeof syscall === 'string' && networkCalls.has(syscall));
}

/** Where Prisma keeps what its adapter said. */
function adapterErrors(meta: unknown): unknown[] {
  if (typeof meta !== 'object' || meta === null || !('driverAdapterError' in meta)) return [];
  return [meta.driverAdapterError];
}
