import type { LogEvent } from '@/lib/contract/log-event';
import type { PoolClient } from 'pg';
import { endQueuedTurns } from './end-queued-turns';
import { lockSession } from './lock-session';
import { onceMore } from './once-more';
import { poolTransaction } from './pool-transaction';
import type { Scope } from './scope';

export type Cancelled = {
  /** The running turn that was asked to stop. */
  runningTurnId: string | undefined;
  /** Last events of queued turns, which are over at once. */
  ended: LogEvent[];
};

const asked = `cancel_requested_at = COALESCE(cancel_requested_at, clock_timestamp()), cancel_reason = COALESCE(cancel_reason, 'client-cancelled')`;

/**
 * Stops everything in a session: the running turn is asked to, queued turns end, and calls that wait are withdrawn.
 * With a turn named, stops only that one and leaves those behind it in their places.
 */
export function cancelTurns(
  scope: Scope,
  { sessionId, turnId }: { sessionId: string; turnId?: string | undefined },
): Promise<Cancelled> {
  const { organisationId } = scope;
  return poolTransaction(scope.database.pool, async (client) => {
    if (!(await lockSession(client, { organisationId, sessionId })))
      return { runningTurnId: undefined, ended: [] };
    const which = { organisationId, sessionId, turnId };
    const ended = await endQueuedTurns(client, { ...which, reason: 'client-cancelled' });
    const { rows } = await client.query<{ id: string }>({
      name: 'request-cancel',
      text: `UPDATE turn SET ${asked}
        WHERE organisation_id = $1 AND session_id = $2 AND ($3::uuid IS NULL OR id = $3) AND status = 'running' RETURNING id`,
      values: [organisationId, sessionId, turnId ?? null],
    });
    if (turnId === undefined || rows.length > 0) await withdrawCalls(client, organisationId, sessionId);
    return { runningTurnId: rows[0]?.id, ended };
  });
}

/** Stops every turn that somebody started, running or queued, and withdraws nothing. */
export async function cancelTurnsOf(
  scope: Scope,
  userId: string,
): Promise<{ runningTurnIds: string[]; ended: LogEvent[] }> {
  const { organisationId } = scope;
  const { pool } = scope.database;
  // Queued ones first: one that starts meanwhile is found running by the second statement.
  const which = { organisationId, createdBy: userId, reason: 'client-cancelled' } as const;
  const ended = await onceMore(() => endQueuedTurns(pool, which));
  const { rows } = await onceMore(() =>
    pool.query<{ id: string }>({
      name: 'cancel-turns-of',
      text: `WITH held AS (
          SELECT id FROM turn WHERE organisation_id = $1 AND created_by = $2 AND status = 'running' ORDER BY id FOR UPDATE
        )
        UPDATE turn SET ${asked}
        WHERE organisation_id = $1 AND status = 'running' AND id IN (SELECT id FROM held) RETURNING id`,
      values: [organisationId, userId],
    }),
  );
  return { runningTurnIds: rows.map(({ id }) => id), ended };
}

async function withdrawCalls(client: PoolClient, organisationId: string, sessionId: string): Promise<void> {
  await client.query({
    name: 'withdraw-calls',
    text: `WITH withdrawn AS (
        UPDATE tool_call SET withdrawn_at = clock_timestamp()
        WHERE organisation_id = $1 AND session_id = $2 AND state IN ('gated', 'outcome_unknown') AND decision IS NULL AND withdrawn_at IS NULL
        RETURNING step_id
      ), steps AS (
        UPDATE step s SET status = 'cancelled', ended_at = clock_timestamp() FROM withdrawn
        WHERE s.organisation_id = $1 AND s.id = withdrawn.step_id
      )
      UPDATE run SET status = 'cancelled', ended_at = clock_timestamp()
      WHERE organisation_id = $1 AND session_id = $2 AND status = 'waiting'`,
    values: [organisationId, sessionId],
  });
}
