const unreachableCodes: ReadonlySet<string> = new Set([
  // Prisma: no connection, timed out, closed, pool exhausted.
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  // The network and the Unix socket.
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  // PostgreSQL: too many connections, shutting down, starting up, connection failures.
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
]);

const unreachableMessage =
  /timeout exceeded when trying to connect|connection terminated|unable to start a transaction in the given time/i;

/** Whether an error means that the database is away, in the words of Prisma, pg or the network, at any depth of causes. */
export function isDatabaseUnreachable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  if ('code' in error && typeof error.code === 'string' && unreachableCodes.has(error.code))
    return isFromDatabase(error);
  if ('message' in error && typeof error.message === 'string' && unreachableMessage.test(error.message))
    return true;
  if ('errors' in error && Array.isArray(error.errors))
    return error.errors.some((inner) => isDatabaseUnreachable(inner, depth + 1));
  return 'cause' in error && isDatabaseUnreachable(error.cause, depth + 1);
}

/** A file that is missing is ENOENT too; only a failed `connect` speaks of the database. */
function isFromDatabase(error: object): boolean {
  return (
    !('syscall' in error) ||
    error.syscall === 'connect' ||
    error.syscall === 'read' ||
    error.syscall === 'write' ||
    error.syscall === 'getaddrinfo'
  );
}
