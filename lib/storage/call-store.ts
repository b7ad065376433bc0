import type { Pool } from 'pg';
import { jsonbText } from './jsonb-text';
import { toStoredCall, type CallRow } from './stored-call';
import type { NewCall, TurnStore } from './turn-store-port';

type CallStore = Pick<TurnStore, 'calls' | 'dispatch' | 'gate' | 'settle'>;

const columns = `id, session_id, run_id, thread_id, step_id, server, tool, tool_digest, arguments, arguments_digest`;
const heldTurn = `SELECT organisation_id, id FROM turn
  WHERE organisation_id = $1 AND id = $2 AND fence = $3 AND status = 'running' FOR SHARE`;
const recordset = `jsonb_to_recordset($4::jsonb) AS c(id text, session_id text, run_id text, thread_id text, step_id text,
  server text, tool text, tool_digest text, arguments jsonb, arguments_digest text, gate text, gate_reason text, expires_at timestamptz)`;

/** Tool-call rows: intents before dispatch, waits and their ends. */
export function createCallStore(pool: Pool): CallStore {
  return {
    async calls(organisationId, sessionId, ids) {
      const { rows } = await pool.query<CallRow>({
        name: 'calls-by-id',
        text: `SELECT * FROM tool_call WHERE organisation_id = $1 AND session_id = $2 AND id = ANY($3::text[])`,
        values: [organisationId, sessionId, ids],
      });
      return rows.map(toStoredCall);
    },
    async dispatch(key, call) {
      const { rowCount } = await pool.query({
        name: 'dispatch-call',
        text: `WITH held AS (${heldTurn})
          INSERT INTO tool_call (organisation_id, turn_id, ${columns}, state)
          SELECT held.organisation_id, held.id, ${prefixed('c')}, 'dispatched' FROM ${recordset}, held
          ON CONFLICT (organisation_id, session_id, id) DO UPDATE
            SET state = 'dispatched', arguments = EXCLUDED.arguments, arguments_digest = EXCLUDED.arguments_digest
            WHERE tool_call.state IN ('gated', 'outcome_unknown') AND tool_call.decision ->> 'status' = 'allow'
          RETURNING id`,
        values: [key.organisationId, key.turnId, key.fence, jsonbText([callRow(call)])],
      });
      return rowCount === 1 ? 'dispatched' : 'refused';
    },
    async gate(key, calls) {
      const rows = calls.map((call) => ({
        ...callRow(call),
        gate: call.gate,
        gate_reason: call.gateReason,
        expires_at: call.expiresAt,
      }));
      const { rowCount } = await pool.query({
        name: 'gate-calls',
        text: `WITH held AS (${heldTurn})
          INSERT INTO tool_call (organisation_id, turn_id, ${columns}, state, gate, gate_reason, expires_at)
          SELECT held.organisation_id, held.id, ${prefixed('c')},
            CASE WHEN c.gate = 'unknown_outcome' THEN 'outcome_unknown' ELSE 'gated' END, c.gate, c.gate_reason, c.expires_at
          FROM ${recordset}, held
          ON CONFLICT (organisation_id, session_id, id) DO UPDATE
            SET state = EXCLUDED.state, gate = EXCLUDED.gate, gate_reason = EXCLUDED.gate_reason, turn_id = EXCLUDED.turn_id,
                step_id = EXCLUDED.step_id, expires_at = EXCLUDED.expires_at, tool_digest = EXCLUDED.tool_digest,
                arguments = EXCLUDED.arguments, arguments_digest = EXCLUDED.arguments_digest,
                decision = NULL, decided_by = NULL, decided_at = NULL
            WHERE tool_call.state IN ('gated', 'dispatched', 'outcome_unknown')
          RETURNING id`,
        values: [key.organisationId, key.turnId, key.fence, jsonbText(rows)],
      });
      return rowCount === calls.length ? 'written' : 'fenced';
    },
    async settle(key, { sessionId, id, state }) {
      await pool.query({
        name: 'settle-call',
        text: `WITH held AS (${heldTurn})
          UPDATE tool_call c SET state = $6, settled_at = clock_timestamp() FROM held
          WHERE c.organisation_id = held.organisation_id AND c.session_id = $4 AND c.id = $5`,
        values: [key.organisationId, key.turnId, key.fence, sessionId, id, state],
      });
    },
  };
}

function prefixed(alias: string): string {
  return columns
    .split(',')
    .map((column) => `${alias}.${column.trim()}`)
    .join(', ');
}

function callRow(call: NewCall): Record<string, unknown> {
  return {
    id: call.id,
    session_id: call.sessionId,
    run_id: call.runId,
    thread_id: call.threadId,
    step_id: call.stepId,
    server: call.server,
    tool: call.tool,
    tool_digest: call.toolDigest,
    arguments: call.arguments,
    arguments_digest: call.argumentsDigest,
  };
}
