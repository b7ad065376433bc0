import type { Turn, TurnInputEcho, TurnStatus } from '@/lib/contract/turn';
import type { TurnOutputEvent } from '@/lib/contract/event';
import { decodeCursor, encodeCursor } from './page-cursor';
import type { Scope } from './scope';

type TurnRow = {
  id: string;
  session_id: string;
  previous_turn_id: string | null;
  run_id: string;
  status: TurnStatus;
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
  ended_at: Date | null;
  created_by: string;
};

const columns = `id, session_id, previous_turn_id, run_id, status, input, output, cancellation_reason, error_code, error_message,
  input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, created_at, ended_at, created_by`;

const turnIdForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function findTurn(scope: Scope, sessionId: string, turnId: string): Promise<Turn | undefined> {
  const { rows } = await scope.database.pool.query<TurnRow>({
    name: 'find-turn',
    text: `SELECT ${columns} FROM turn WHERE organisation_id = $1 AND session_id = $2 AND id = $3`,
    values: [scope.organisationId, sessionId, turnId],
  });
  return rows[0] && toTurn(rows[0]);
}

export async function listTurns(
  scope: Scope,
  query: { sessionId: string; order: 'asc' | 'desc'; limit: number; page_token?: string | undefined },
): Promise<{ data: Turn[]; nextPageToken: string | undefined }> {
  const after = query.page_token === undefined ? null : decodeCursor(query.page_token, turnIdForm);
  const [direction, beyond] = query.order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const { rows } = await scope.database.pool.query<TurnRow>(
    `SELECT ${columns} FROM turn
     WHERE organisation_id = $1 AND session_id = $2 AND ($3::uuid IS NULL OR id ${beyond} $3)
     ORDER BY id ${direction} LIMIT $4`,
    [scope.organisationId, query.sessionId, after, query.limit + 1],
  );
  const page = rows.slice(0, query.limit).map(toTurn);
  const last = page.at(-1);
  const more = rows.length > query.limit && last;
  return { data: page, nextPageToken: more ? encodeCursor(last.id) : undefined };
}

/** Asks for the running turn of a session to stop, and withdraws calls that wait. Answers the running turn's id. */
export async function requestCancel(scope: Scope, sessionId: string): Promise<string | undefined> {
  const { rows } = await scope.database.pool.query<{ id: string }>({
    name: 'request-cancel',
    text: `WITH withdrawn AS (
        UPDATE tool_call SET withdrawn_at = clock_timestamp()
        WHERE organisation_id = $1 AND session_id = $2 AND state IN ('gated', 'outcome_unknown') AND decision IS NULL AND withdrawn_at IS NULL
        RETURNING step_id
      ), steps AS (
        UPDATE step s SET status = 'cancelled', ended_at = clock_timestamp() FROM withdrawn
        WHERE s.organisation_id = $1 AND s.id = withdrawn.step_id
      ), runs AS (
        UPDATE run SET status = 'cancelled', ended_at = clock_timestamp()
        WHERE organisation_id = $1 AND session_id = $2 AND status = 'waiting'
      )
      UPDATE turn SET cancel_requested_at = COALESCE(cancel_requested_at, clock_timestamp())
      WHERE organisation_id = $1 AND session_id = $2 AND status = 'running' RETURNING id`,
    values: [scope.organisationId, sessionId],
  });
  return rows[0]?.id;
}

/** Asks for every running turn that somebody started to stop, and withdraws nothing. Answers the turns' ids. */
export async function requestCancelOf(scope: Scope, userId: string): Promise<string[]> {
  const { rows } = await scope.database.pool.query<{ id: string }>(
    `UPDATE turn SET cancel_requested_at = COALESCE(cancel_requested_at, clock_timestamp())
     WHERE organisation_id = $1 AND created_by = $2 AND status = 'running' RETURNING id`,
    [scope.organisationId, userId],
  );
  return rows.map(({ id }) => id);
}

function toTurn(row: TurnRow): Turn {
  return {
    id: row.id,
    session_id: row.session_id,
    previous_turn_id: row.previous_turn_id,
    run_id: row.run_id,
    input: row.input,
    status: row.status,
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
    ended_at: row.ended_at?.toISOString() ?? null,
    created_by: row.created_by,
  };
}
