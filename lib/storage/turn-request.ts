import { AppError } from '@/lib/platform/app-error';
import type { Pool, PoolClient } from 'pg';
import { answersKept } from './idempotency';

/** What a POST with an Idempotency-Key asked for; the key is stored with the turn it leads to, or not at all. */
export type TurnRequest = { actorId: string; key: string; requestHash: string };

/** The turn a request led to, and its place in it when it joined one that ran. */
export type RequestedTurn = {
  turnId: string;
  steer: { number: number; afterSequenceId: number } | null;
};

type Row = {
  request_hash: string;
  turn_id: string | null;
  steer_number: number | null;
  steer_after: number | null;
};

/** What an earlier request with this key led to; undefined when there was none. */
export async function findRequestedTurn(
  client: Pool | PoolClient,
  organisationId: string,
  { actorId, key, requestHash }: TurnRequest,
): Promise<RequestedTurn | undefined> {
  const { rows } = await client.query<Row>({
    name: 'find-requested-turn',
    text: `SELECT request_hash, turn_id, steer_number, steer_after FROM idempotency_record
      WHERE organisation_id = $1 AND actor_id = $2 AND key = $3 AND created_at > now() - ${answersKept}`,
    values: [organisationId, actorId, key],
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  if (row.request_hash !== requestHash || row.turn_id === null) throw reusedKey();
  const isSteer = row.steer_number !== null && row.steer_after !== null;
  return {
    turnId: row.turn_id,
    steer: isSteer ? { number: row.steer_number ?? 0, afterSequenceId: row.steer_after ?? 0 } : null,
  };
}

/** Stores the key in the transaction of what it led to: a repeat finds that, or finds that nothing happened. */
export async function storeRequestedTurn(
  client: PoolClient,
  organisationId: string,
  { request, turnId, steer }: { request: TurnRequest } & RequestedTurn,
): Promise<void> {
  const { rowCount } = await client.query({
    name: 'store-requested-turn',
    text: `INSERT INTO idempotency_record AS held
        (organisation_id, actor_id, key, request_hash, status, turn_id, steer_number, steer_after)
      VALUES ($1, $2, $3, $4, 200, $5, $6, $7)
      ON CONFLICT (organisation_id, actor_id, key) DO UPDATE SET request_hash = EXCLUDED.request_hash,
        claim_id = NULL, status = EXCLUDED.status, body = NULL, turn_id = EXCLUDED.turn_id,
        steer_number = EXCLUDED.steer_number, steer_after = EXCLUDED.steer_after, created_at = EXCLUDED.created_at
      WHERE held.created_at <= now() - ${answersKept}`,
    values: [
      organisationId,
      request.actorId,
      request.key,
      request.requestHash,
      turnId,
      steer?.number ?? null,
      steer?.afterSequenceId ?? null,
    ],
  });
  // Another session's request got there first, while this one was under way.
  if (rowCount !== 1) throw reusedKey();
}

/** What every use of a key for something else is told. */
export function reusedKey(): AppError {
  const message = 'This Idempotency-Key was used for another request. Use a new key for a new request.';
  return new AppError('idempotency_conflict', message, { param: 'Idempotency-Key' });
}
