import type { Pool } from 'pg';
import type { NumberedEvent, TurnKey } from './event-log-port';
import { jsonbText } from './jsonb-text';
import type { StepRecord } from './step-record';

export type BatchTurn = { key: TurnKey; events: NumberedEvent[]; steps: StepRecord[] };

// Locks each turn row while its events are written: without the lock a stale insert could still commit after a claim.
const holdTurns = `
  held AS (
    SELECT t.organisation_id, t.id, t.fence
    FROM turn t
    JOIN unnest($1::text[], $2::uuid[], $3::int[]) AS mine(organisation_id, id, fence)
      ON t.organisation_id = mine.organisation_id AND t.id = mine.id AND t.fence = mine.fence
    WHERE t.status = 'running'
    ORDER BY t.id
    FOR SHARE OF t
  )`;

const insertEvents = `
  events AS (
    INSERT INTO event (organisation_id, turn_id, sequence_id, type, thread_id, payload)
    SELECT held.organisation_id, held.id, e.sequence_id, e.type, e.thread_id, e.payload::jsonb
    FROM unnest($4::uuid[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[])
      AS e(turn_id, fence, sequence_id, type, thread_id, payload)
    JOIN held ON held.id = e.turn_id AND held.fence = e.fence
    -- A batch whose reply was lost is sent again; what it wrote the first time stands.
    ON CONFLICT DO NOTHING
  )`;

const stepColumns = `id text, run_id text, turn_id uuid, session_id text, parent_id text, thread_id text, type text,
  name text, status text, model text, server text, tool_call_id text, approval_required boolean, approval_status text,
  approval_by text, input_tokens int, output_tokens int, cache_read_tokens int, cache_write_tokens int,
  reasoning_tokens int, cost_usd numeric, cost_is_estimate boolean, first_token_ms int, latency_ms int,
  started_at timestamptz, ended_at timestamptz, error_code text, error_message text, detail jsonb`;
const stepNames = stepColumns.split(',').map((column) => column.trim().split(' ')[0] ?? '');

/** The field of a record that each column takes. */
const stepFields = stepNames.map((name) =>
  name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
);

const upsertSteps = `
  steps AS (
    INSERT INTO step (organisation_id, ${stepNames.join(', ')})
    SELECT held.organisation_id, ${stepNames.map((name) => `s.${name}`).join(', ')}
    FROM jsonb_to_recordset($10::jsonb) AS s(${stepColumns})
    JOIN held ON held.id = s.turn_id
    ON CONFLICT (organisation_id, id) DO UPDATE
      SET ${stepNames
        .filter((name) => name !== 'id')
        .map((name) => `${name} = EXCLUDED.${name}`)
        .join(', ')}
  ),
  payloads AS (
    INSERT INTO step_payload (organisation_id, step_id, input, output)
    SELECT held.organisation_id, p.step_id, p.input, p.output
    FROM jsonb_to_recordset($11::jsonb) AS p(turn_id uuid, step_id text, input jsonb, output jsonb)
    JOIN held ON held.id = p.turn_id
    ON CONFLICT (organisation_id, step_id) DO UPDATE
      SET input = COALESCE(EXCLUDED.input, step_payload.input), output = COALESCE(EXCLUDED.output, step_payload.output)
  )`;

// The same moment as the rows' own default, so that a live event and its replay carry one time.
const result = `SELECT id, fence, now() AS created_at FROM held`;
const eventsOnly = { name: 'log-events', text: `WITH ${holdTurns}, ${insertEvents} ${result}` };
const eventsAndSteps = {
  name: 'log-events-steps',
  text: `WITH ${holdTurns}, ${insertEvents}, ${upsertSteps} ${result}`,
};

/**
 * Writes a batch in one statement and tells which turns it was written for, as `turnId:fence` → time. Turns whose
 * fence has moved on are skipped, and the other turns are written all the same.
 */
export async function writeBatch(pool: Pool, batch: readonly BatchTurn[]): Promise<Map<string, Date>> {
  const events = batch.flatMap(({ key, events: list }) => list.map((event) => ({ key, event })));
  const steps = batch.flatMap((turn) => turn.steps);
  const values: unknown[] = [
    batch.map(({ key }) => key.organisationId),
    batch.map(({ key }) => key.turnId),
    batch.map(({ key }) => key.fence),
    events.map(({ key }) => key.turnId),
    events.map(({ key }) => key.fence),
    events.map(({ event }) => event.sequence_id),
    events.map(({ event }) => event.type),
    events.map(({ event }) => ('thread_id' in event ? event.thread_id : null)),
    events.map(({ event }) => jsonbText(event.payload)),
  ];
  if (steps.length > 0) values.push(jsonbText(steps.map(stepRow)), jsonbText(payloadRows(steps)));
  const statement = steps.length > 0 ? eventsAndSteps : eventsOnly;
  const { rows } = await pool.query<{ id: string; fence: number; created_at: Date }>({
    ...statement,
    values,
  });
  return new Map(rows.map((row) => [`${row.id}:${row.fence}`, row.created_at]));
}

function stepRow(step: StepRecord): Record<string, unknown> {
  const fields = new Map<string, unknown>(Object.entries(step));
  return Object.fromEntries(
    stepNames.map((name, index) => [name, fields.get(stepFields[index] ?? '') ?? null]),
  );
}

function payloadRows(steps: readonly StepRecord[]): unknown[] {
  return steps
    .filter((step) => step.input !== undefined || step.output !== undefined)
    .map((step) => ({
      turn_id: step.turnId,
      step_id: step.id,
      input: step.input ?? null,
      output: step.output ?? null,
    }));
}
