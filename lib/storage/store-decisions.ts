import type { PoolClient } from 'pg';
import { jsonbText } from './jsonb-text';
import type { CallDecision, StoredCall } from './turn-store-port';

type Decided = { call: StoredCall; decision: CallDecision };

/** Stores decisions and closes the approval and question steps that waited for them. */
export async function storeDecisions(
  client: PoolClient,
  session: { organisationId: string; sessionId: string },
  decided: readonly Decided[],
  actor: { id: string; name: string },
): Promise<void> {
  const rows = decided.map(({ call, decision }) => ({
    id: call.id,
    step_id: call.stepId,
    decision,
    step_status: decision.status === 'deny' ? 'denied' : 'done',
    approval_status: call.gate === 'response' ? null : decision.status === 'deny' ? 'denied' : 'approved',
    detail: stepDetail(call, decision, actor),
  }));
  await client.query({
    name: 'store-decisions',
    text: `WITH decided AS (
        SELECT * FROM jsonb_to_recordset($3::jsonb)
          AS d(id text, step_id text, decision jsonb, step_status text, approval_status text, detail jsonb)
      ), calls AS (
        UPDATE tool_call c SET decision = d.decision, decided_by = $4, decided_at = clock_timestamp()
        FROM decided d WHERE c.organisation_id = $1 AND c.session_id = $2 AND c.id = d.id
      )
      UPDATE step s SET status = d.step_status, ended_at = clock_timestamp(),
        latency_ms = LEAST(extract(epoch FROM clock_timestamp() - s.started_at) * 1000, 2147483647)::int,
        approval_status = d.approval_status, approval_by = $4, detail = s.detail || d.detail
      FROM decided d WHERE s.organisation_id = $1 AND s.id = d.step_id`,
    values: [session.organisationId, session.sessionId, jsonbText(rows), actor.id],
  });
}

function stepDetail(
  call: StoredCall,
  decision: CallDecision,
  actor: { id: string; name: string },
): Record<string, unknown> {
  const edited = decision.status === 'allow' && decision.arguments !== undefined;
  return {
    decided_by: actor.id,
    decided_by_name: actor.name,
    ...(edited
      ? { edited: true, arguments_before: call.arguments, arguments_after: decision.arguments }
      : {}),
    ...(decision.status === 'deny' && decision.reason ? { reason_given: decision.reason } : {}),
  };
}
