import type { PoolClient } from 'pg';

/** Holds a session's row for the rest of the transaction: what starts, queues, joins and stops turns comes one after the other. */
export async function lockSession(
  client: PoolClient,
  session: { organisationId: string; sessionId: string },
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'lock-session',
    text: 'SELECT 1 FROM session WHERE organisation_id = $1 AND id = $2 FOR UPDATE',
    values: [session.organisationId, session.sessionId],
  });
  return rowCount === 1;
}
