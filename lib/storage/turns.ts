import type { Turn, TurnInputEcho, TurnStatus } from '@/lib/contract/turn';
import type { TurnOutputEvent } from '@/lib/contract/event';
import { decodeCursor, encodeCursor, foreignCursor } from './page-cursor';
import type { Scope } from './scope';

type TurnRow = {
  id: string;
  session_id: string;
  previous_turn_id: string | null;
  run_id: string;
  status: TurnStatus;
  queue_position: number | null;
  input: TurnInputEcho[];
  output: TurnOutputEvent[] | null;
  cancellation_reason: string | null;
  error_code: string | null;
  error_message: string | null;
  input_tokens: number;
  output_tokens: number;
  cache_read_tokens: number;
  cache_write_tokens: number;
  reasoning_tokens: number;
  cost_usd: string;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  created_by: string;
};

const columns = `id, session_id, previous_turn_id, run_id, status, input, output, cancellation_reason, error_code, error_message,
  input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, created_at, started_at, ended_at, created_by,
  CASE WHEN status = 'queued' THEN (SELECT count(*)::int FROM turn q
    WHERE q.organisation_id = turn.organisation_id AND q.session_id = turn.session_id AND q.status = 'queued'
      AND (q.created_at, q.id) <= (turn.created_at, turn.id)) END AS queue_position`;

const turnIdForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function findTurn(scope: Scope, sessionId: string, turnId: string): Promise<Turn | undefined> {
  const { rows } = await scope.database.pool.query<TurnRow>({
    name: 'find-turn',
    text: `SELECT ${columns} FROM turn WHERE organisation_id = $1 AND session_id = $2 AND id = $3`,
    values: [scope.organisationId, sessionId, turnId],
  });
  return rows[0] && toTurn(rows[0]);
}

/**
 * Turns in the order in which they came, by the database's clock: ids carry the time of the process that made them,
 * which may be wrong.
 */
export async function listTurns(
  scope: Scope,
  query: { sessionId: string; order: 'asc' | 'desc'; limit: number; page_token?: string | undefined },
): Promise<{ data: Turn[]; nextPageToken: string | undefined }> {
  const after = query.page_token === undefined ? null : decodeCursor(query.page_token, turnIdForm);
  const [direction, beyond] = query.order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const { rows } = await scope.database.pool.query<TurnRow>(
    `SELECT ${columns} FROM turn
     WHERE organisation_id = $1 AND session_id = $2 AND ($3::uuid IS NULL OR (created_at, id) ${beyond}
       (SELECT a.created_at, a.id FROM turn a WHERE a.organisation_id = $1 AND a.session_id = $2 AND a.id = $3))
     ORDER BY created_at ${direction}, id ${direction} LIMIT $4`,
    [scope.organisationId, query.sessionId, after, query.limit + 1],
  );
  // A token is given only when turns follow, and no turn goes before its session.
  if (after !== null && rows.length === 0) throw foreignCursor();
  const page = rows.slice(0, query.limit).map(toTurn);
  const last = page.at(-1);
  const more = rows.length > query.limit && last;
  return { data: page, nextPageToken: more ? encodeCursor(last.id) : undefined };
}

function toTurn(row: TurnRow): Turn {
  return {
    id: row.id,
    session_id: row.session_id,
    previous_turn_id: row.previous_turn_id,
    run_id: row.run_id,
    input: row.input,
    status: row.status,
    queue_position: row.queue_position,
    output: row.output ?? [],
    cancellation_reason: row.cancellation_reason,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    usage: {
      input_tokens: row.input_tokens,
      output_tokens: row.output_tokens,
      cache_read_tokens: row.cache_read_tokens,
      cache_write_tokens: row.cache_write_tokens,
      reasoning_tokens: row.reasoning_tokens,
      cost_usd: Number(row.cost_usd),
    },
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    created_by: row.created_by,
  };
}
