import type { LogEvent } from '@/lib/contract/log-event';
import type { Pool } from 'pg';

type EventRow = {
  sequence_id: number;
  type: string;
  thread_id: string | null;
  payload: unknown;
  created_at: Date;
};

/** Events of a turn after a sequence number, in order, at most `limit`. */
export async function readEvents(
  pool: Pool,
  key: { organisationId: string; turnId: string },
  afterSequenceId: number,
  limit: number,
): Promise<LogEvent[]> {
  const { rows } = await pool.query<EventRow>({
    name: 'read-events',
    text: `SELECT sequence_id, type, thread_id, payload, created_at FROM event
           WHERE organisation_id = $1 AND turn_id = $2 AND sequence_id > $3 ORDER BY sequence_id LIMIT $4`,
    values: [key.organisationId, key.turnId, afterSequenceId, limit],
  });
  return rows.map((row) => toLogEvent(row, key.turnId));
}

/** Events of a turn for a list, a page at a time, without the types that it does not show. */
export async function readStoredEvents(
  pool: Pool,
  key: { organisationId: string; turnId: string },
  page: {
    order: 'asc' | 'desc';
    from: number | undefined;
    limit: number;
    leaveOut: readonly LogEvent['type'][];
  },
): Promise<LogEvent[]> {
  const [direction, beyond] = page.order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const { rows } = await pool.query<EventRow>({
    name: `read-stored-events-${page.order}`,
    text: `SELECT sequence_id, type, thread_id, payload, created_at FROM event
           WHERE organisation_id = $1 AND turn_id = $2 AND type <> ALL($5::text[])
             AND ($3::int IS NULL OR sequence_id ${beyond} $3) ORDER BY sequence_id ${direction} LIMIT $4`,
    values: [key.organisationId, key.turnId, page.from ?? null, page.limit, page.leaveOut],
  });
  return rows.map((row) => toLogEvent(row, key.turnId));
}

function toLogEvent(row: EventRow, turnId: string): LogEvent {
  const place = { turn_id: turnId, sequence_id: row.sequence_id, created_at: row.created_at.toISOString() };
  const thread = row.thread_id === null ? {} : { thread_id: row.thread_id };
  // The log is written by us alone, from the same union; reading it back needs no second check.
  return { type: row.type, ...thread, payload: row.payload, ...place } as LogEvent;
}
