import { isUniqueViolation } from './unique-violation';
import type { Scope } from './scope';

/** How long an answer can be asked for again. */
const keptMs = 24 * 60 * 60 * 1000;
/** A claim without an answer after this long belongs to a process that died. */
const abandonedMs = 2 * 60 * 1000;

type KeyOf = { actorId: string; key: string };

export type IdempotencyClaim =
  | { state: 'claimed' }
  | { state: 'taken'; requestHash: string; answer: { status: number; sealedBody: string } | undefined };

/** Claims a key for one request; the loser of a race learns what the winner has. */
export async function claimIdempotencyKey(
  scope: Scope,
  input: KeyOf & { requestHash: string },
): Promise<IdempotencyClaim> {
  const { organisationId } = scope;
  const { actorId, key, requestHash } = input;
  const now = Date.now();
  await scope.prisma.idempotencyRecord.deleteMany({
    where: {
      organisationId,
      actorId,
      key,
      OR: [
        { createdAt: { lt: new Date(now - keptMs) } },
        { status: null, createdAt: { lt: new Date(now - abandonedMs) } },
      ],
    },
  });
  try {
    await scope.prisma.idempotencyRecord.create({ data: { organisationId, actorId, key, requestHash } });
    return { state: 'claimed' };
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  const row = await scope.prisma.idempotencyRecord.findUnique({
    where: { organisationId_actorId_key: { organisationId, actorId, key } },
  });
  // Released between the two statements: the next try finds the key free.
  if (row === null) return { state: 'taken', requestHash, answer: undefined };
  const answered = row.status !== null && typeof row.body === 'string';
  return {
    state: 'taken',
    requestHash: row.requestHash,
    answer: answered ? { status: row.status ?? 200, sealedBody: String(row.body) } : undefined,
  };
}

export async function storeIdempotentAnswer(
  scope: Scope,
  input: KeyOf & { status: number; sealedBody: string },
): Promise<void> {
  const { actorId, key, status, sealedBody } = input;
  await scope.prisma.idempotencyRecord.updateMany({
    where: { organisationId: scope.organisationId, actorId, key },
    data: { status, body: sealedBody },
  });
}

/** Gives a key back after a request that created nothing. */
export async function releaseIdempotencyKey(scope: Scope, { actorId, key }: KeyOf): Promise<void> {
  await scope.prisma.idempotencyRecord.deleteMany({
    where: { organisationId: scope.organisationId, actorId, key, status: null },
  });
}
