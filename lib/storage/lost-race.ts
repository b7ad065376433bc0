/**
 * What a write answers when somebody else was quicker: its row or its parent is gone, another of the same name is
 * there, or two transactions stood in each other's way. Prisma's codes first, then PostgreSQL's.
 */
const codes: ReadonlySet<string> = new Set([
  ...['P2025', 'P2003', 'P2002', 'P2034'],
  ...['23503', '23505', '40001', '40P01'],
]);

/** Whether a write failed because of a change made since its request looked at what it writes to. */
export function isLostRace(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'string' && codes.has(error.code);
}
