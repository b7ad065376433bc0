import type { Pool } from 'pg';
import type { ClaimedTurn, StopRequest, TurnKey } from './event-log-port';
import { abandonTurn } from './abandon-turn';
import { createCallStore } from './call-store';
import { finishTurn } from './finish-turn';
import { loadTurn } from './load-turn';
import { readSnapshots } from './read-snapshots';
import { findPromotable, promoteTurn } from './promote-turn';
import { readSteers } from './steer-turn';
import { stopRequest } from './stop-request';
import type { RenewedTurn, TurnOwner, TurnStore } from './turn-store-port';

/** The runner's store on PostgreSQL. Leases use the database's clock, so that a process with a wrong one cannot steal. */
export function createTurnStore(pool: Pool, owner: TurnOwner): TurnStore {
  return {
    load: (key) => loadTurn(pool, key),
    snapshots: (turn) => readSnapshots(pool, turn),
    renew: (keys) => renew(pool, keys, owner),
    claimExpired: (limit) => claimExpired(pool, limit, owner),
    release: (keys, options) => release(pool, keys, options),
    abandon: (key, ending) => abandonTurn(pool, key, ending),
    finish: (key, finish) => finishTurn(pool, key, finish),
    steers: (key, afterNumber) => readSteers(pool, key, afterNumber),
    promote: (session) => promoteTurn(pool, session, owner),
    promotable: (limit) => findPromotable(pool, limit),
    ...createCallStore(pool),
  };
}

async function renew(
  pool: Pool,
  keys: readonly TurnKey[],
  { leaseMs }: TurnOwner,
): Promise<Map<string, RenewedTurn>> {
  const { rows } = await pool.query<{ id: string; stop_request: StopRequest | null; steer_count: number }>({
    name: 'renew-leases',
    text: `UPDATE turn t SET lease_expires_at = now() + $4::int * interval '1 millisecond'
           FROM (
             -- In the order in which writes to the log take them. One that was given up stays so.
             SELECT h.organisation_id, h.id FROM turn h
             JOIN unnest($1::text[], $2::uuid[], $3::int[]) AS mine(organisation_id, id, fence)
               ON h.organisation_id = mine.organisation_id AND h.id = mine.id AND h.fence = mine.fence
             WHERE h.status = 'running' AND h.owner IS NOT NULL
             ORDER BY h.id
             FOR NO KEY UPDATE OF h
           ) AS held
           WHERE t.organisation_id = held.organisation_id AND t.id = held.id
           RETURNING t.id, t.steer_count, ${stopRequest} AS stop_request`,
    values: [
      keys.map((key) => key.organisationId),
      keys.map((key) => key.turnId),
      keys.map((key) => key.fence),
      leaseMs,
    ],
  });
  return new Map(rows.map((row) => [row.id, { stopRequest: row.stop_request, steerCount: row.steer_count }]));
}

async function claimExpired(
  pool: Pool,
  limit: number,
  { owner, leaseMs }: TurnOwner,
): Promise<ClaimedTurn[]> {
  const { rows } = await pool.query<{
    organisation_id: string;
    id: string;
    fence: number;
    deaths: number;
    stop_request: StopRequest | null;
  }>({
    name: 'claim-expired',
    text: `UPDATE turn t
           SET owner = $1, deaths = t.deaths + (t.owner IS NOT NULL AND t.owner <> $1)::int, fence = t.fence + 1, lease_expires_at = now() + $2::int * interval '1 millisecond'
           FROM (SELECT organisation_id, id FROM turn WHERE status = 'running' AND lease_expires_at < now()
                 ORDER BY lease_expires_at LIMIT $3 FOR UPDATE SKIP LOCKED) AS expired
           WHERE t.organisation_id = expired.organisation_id AND t.id = expired.id
           RETURNING t.organisation_id, t.id, t.fence, t.deaths, ${stopRequest} AS stop_request`,
    values: [owner, leaseMs, limit],
  });
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    turnId: row.id,
    fence: row.fence,
    deaths: row.deaths,
    stopRequest: row.stop_request,
  }));
}

async function release(
  pool: Pool,
  keys: readonly TurnKey[],
  { countsAsDeath } = { countsAsDeath: false },
): Promise<void> {
  await pool.query({
    name: 'release-leases',
    text: `UPDATE turn t SET lease_expires_at = now() - interval '1 second', owner = NULL, deaths = t.deaths + $4::boolean::int
           FROM unnest($1::text[], $2::uuid[], $3::int[]) AS mine(organisation_id, id, fence)
           WHERE t.organisation_id = mine.organisation_id AND t.id = mine.id AND t.fence = mine.fence AND t.status = 'running'`,
    values: [
      keys.map((key) => key.organisationId),
      keys.map((key) => key.turnId),
      keys.map((key) => key.fence),
      countsAsDeath,
    ],
  });
}
