import { randomUUID } from 'node:crypto';
import type { Scope } from './scope';

/** A claim that gave no sign of life for so long belongs to a process that died. */
export const abandonedAfterSeconds = 60;
/** How long an answer can be asked for again. */
export const answersKept = "interval '24 hours'";

/** One claim of a key; another one of the same key has another id. */
export type ClaimedKey = { actorId: string; key: string; claimId: string };

export type IdempotencyClaim =
  | { state: 'claimed'; claim: ClaimedKey }
  | { state: 'taken'; requestHash: string; answer: { status: number; sealedBody: string } | undefined };

type TakenRow = { request_hash: string; status: number | null; body: unknown };

/**
 * Claims a key for one request; the loser of a race learns what the winner has. What is too old is judged by the
 * database's clock alone: processes need not agree on the time.
 */
export async function claimIdempotencyKey(
  scope: Scope,
  input: { actorId: string; key: string; requestHash: string },
): Promise<IdempotencyClaim> {
  const { actorId, key, requestHash } = input;
  const { pool } = scope.database;
  const claimId = randomUUID();
  const { rowCount } = await pool.query({
    name: 'claim-idempotency-key',
    text: `INSERT INTO idempotency_record AS held (organisation_id, actor_id, key, request_hash, claim_id)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (organisation_id, actor_id, key) DO UPDATE SET request_hash = EXCLUDED.request_hash,
        claim_id = EXCLUDED.claim_id, status = NULL, body = NULL, turn_id = NULL, steer_number = NULL,
        steer_after = NULL, created_at = EXCLUDED.created_at
      WHERE held.created_at < now() - ${answersKept}
        OR (held.status IS NULL AND held.created_at < now() - ${abandonedAfterSeconds} * interval '1 second')`,
    values: [scope.organisationId, actorId, key, requestHash, claimId],
  });
  if (rowCount === 1) return { state: 'claimed', claim: { actorId, key, claimId } };
  const { rows } = await pool.query<TakenRow>({
    name: 'read-idempotency-key',
    text: `SELECT request_hash, status, body FROM idempotency_record
      WHERE organisation_id = $1 AND actor_id = $2 AND key = $3`,
    values: [scope.organisationId, actorId, key],
  });
  const row = rows[0];
  // Released between the two statements: the next try finds the key free.
  if (row === undefined) return { state: 'taken', requestHash, answer: undefined };
  const isAnswered = row.status !== null && typeof row.body === 'string';
  return {
    state: 'taken',
    requestHash: row.request_hash,
    answer: isAnswered ? { status: row.status ?? 200, sealedBody: String(row.body) } : undefined,
  };
}

/** Says that the request of a claim is still being answered. */
export function renewIdempotencyClaim(scope: Scope, claim: ClaimedKey): Promise<void> {
  return change(scope, claim, {
    name: 'renew-idempotency-claim',
    text: `UPDATE idempotency_record SET created_at = clock_timestamp() WHERE ${ofClaim}`,
  });
}

export function storeIdempotentAnswer(
  scope: Scope,
  claim: ClaimedKey,
  answer: { status: number; sealedBody: string },
): Promise<void> {
  return change(scope, claim, {
    name: 'store-idempotent-answer',
    text: `UPDATE idempotency_record SET status = $5, body = $6::jsonb WHERE ${ofClaim}`,
    values: [answer.status, JSON.stringify(answer.sealedBody)],
  });
}

/** Gives a key back after a request that is known to have created nothing. */
export function releaseIdempotencyKey(scope: Scope, claim: ClaimedKey): Promise<void> {
  return change(scope, claim, {
    name: 'release-idempotency-key',
    text: `DELETE FROM idempotency_record WHERE ${ofClaim}`,
  });
}

const ofClaim = 'organisation_id = $1 AND actor_id = $2 AND key = $3 AND claim_id = $4 AND status IS NULL';

async function change(
  scope: Scope,
  { actorId, key, claimId }: ClaimedKey,
  { values = [], ...statement }: { name: string; text: string; values?: unknown[] },
): Promise<void> {
  await scope.database.pool.query({
    ...statement,
    values: [scope.organisationId, actorId, key, claimId, ...values],
  });
}
