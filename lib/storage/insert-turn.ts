import type { LogEvent } from '@/lib/contract/log-event';
import type { TurnInputEcho } from '@/lib/contract/turn';
import { newId, newTurnId } from '@/lib/platform/ids';
import type { PoolClient } from 'pg';
import { jsonbText } from './jsonb-text';
import type { TurnOwner } from './turn-store-port';

/** What every new turn stores, running or queued. */
export type TurnRecord = {
  sessionId: string;
  input: readonly TurnInputEcho[];
  title: string;
  origin: string;
  actor: { id: string; name: string };
};

export type TurnPlace = {
  previousTurnId: string | null;
  agentName: string;
  agentVersion: number | null;
  modelName: string;
  /** Other turns wait behind this one. */
  hasQueued: boolean;
};

export type InsertedTurn = {
  turnId: string;
  runId: string;
  createdAt: Date;
  /** The first event of its log. */
  created: LogEvent;
};

// The same row, event, run and title whatever the turn's state; the bracketed parts differ.
const statement = (parts: { columns: string; values: string; run: string }) => `WITH turn_row AS (
    INSERT INTO turn (organisation_id, id, session_id, previous_turn_id, run_id, status, input, created_by, created_at, ${parts.columns})
    VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, clock_timestamp(), ${parts.values})
    RETURNING organisation_id, id, run_id, session_id, created_at, created_by
  ), event_row AS (
    INSERT INTO event (organisation_id, turn_id, sequence_id, type, payload)
    SELECT organisation_id, id, 1, 'turn.created', $10::jsonb FROM turn_row
  ), run_row AS (${parts.run}), title_row AS (
    UPDATE session s SET title = COALESCE(s.title, NULLIF($9, '')), updated_at = turn_row.created_at FROM turn_row
    WHERE s.organisation_id = turn_row.organisation_id AND s.id = turn_row.session_id
  )
  SELECT created_at FROM turn_row`;

const startedColumns = 'has_queued, owner, fence, lease_expires_at, started_at';
const startedValues =
  "$11, $12, 1, clock_timestamp() + $13::int * interval '1 millisecond', clock_timestamp()";
const newRun = (first: number) =>
  `INSERT INTO run (organisation_id, id, session_id, title, agent_name, model_name, origin, agent_version, status, started_at, created_by)
   SELECT organisation_id, run_id, session_id, $9, $${first}, $${first + 1}, $${first + 2}, $${first + 3}::int, $6, created_at, created_by FROM turn_row`;

const startNew = {
  name: 'insert-turn',
  text: statement({ columns: startedColumns, values: startedValues, run: newRun(14) }),
};
const startResuming = {
  name: 'insert-turn-resume',
  text: statement({
    columns: startedColumns,
    values: startedValues,
    run: `UPDATE run SET status = 'running', ended_at = NULL, turn_count = turn_count + 1 FROM turn_row
      WHERE run.organisation_id = turn_row.organisation_id AND run.id = turn_row.run_id`,
  }),
};
const queueNew = {
  name: 'insert-turn-queued',
  // Said in so many words: without it the column's default would be the time at which the turn is queued.
  text: statement({ columns: 'started_at, follows_latest', values: 'NULL, $11', run: newRun(12) }),
};

/** Stores a turn that runs from now on, as the first of a run or as one that resumes it. */
export function insertRunningTurn(
  client: PoolClient,
  organisationId: string,
  {
    turn,
    place,
    owner,
    resumedRunId,
  }: { turn: TurnRecord; place: TurnPlace; owner: TurnOwner; resumedRunId?: string | undefined },
): Promise<InsertedTurn> {
  const ids = { turnId: newTurnId(), runId: resumedRunId ?? newId('run') };
  const values = [
    place.hasQueued,
    owner.owner,
    owner.leaseMs,
    ...(resumedRunId ? [] : runValues(turn, place)),
  ];
  const payload = createdPayload({ turn, place, ids, status: 'running' });
  return insert(client, resumedRunId ? startResuming : startNew, {
    ids,
    payload,
    values: [...commonValues({ organisationId, turn, place, ids, payload }), ...values],
  });
}

/** Stores a turn that waits: it has no owner, no lease and no fence until it is promoted. */
export function insertQueuedTurn(
  client: PoolClient,
  organisationId: string,
  { turn, place, followsLatest }: { turn: TurnRecord; place: TurnPlace; followsLatest: boolean },
): Promise<InsertedTurn> {
  const ids = { turnId: newTurnId(), runId: newId('run') };
  const payload = createdPayload({ turn, place, ids, status: 'queued' });
  const common = commonValues({ organisationId, turn, place, ids, payload });
  return insert(client, queueNew, {
    ids,
    payload,
    values: [...common, followsLatest, ...runValues(turn, place)],
  });
}

async function insert(
  client: PoolClient,
  query: { name: string; text: string },
  { ids, payload, values }: { ids: TurnIds; payload: CreatedPayload; values: unknown[] },
): Promise<InsertedTurn> {
  const { rows } = await client.query<{ created_at: Date }>({ ...query, values });
  const row = rows[0];
  if (!row) throw new Error('The turn was not stored although its statement succeeded.');
  const created = {
    type: 'turn.created',
    payload,
    turn_id: ids.turnId,
    sequence_id: 1,
    created_at: row.created_at.toISOString(),
  } as const;
  return { ...ids, createdAt: row.created_at, created };
}

type TurnIds = { turnId: string; runId: string };
type CreatedPayload = Extract<LogEvent, { type: 'turn.created' }>['payload'];

function createdPayload(insertion: {
  turn: TurnRecord;
  place: TurnPlace;
  ids: TurnIds;
  status: 'running' | 'queued';
}): CreatedPayload {
  const { turn, place, ids, status } = insertion;
  return {
    session_id: turn.sessionId,
    previous_turn_id: place.previousTurnId,
    run_id: ids.runId,
    status,
  };
}

function commonValues(insertion: {
  organisationId: string;
  turn: TurnRecord;
  place: TurnPlace;
  ids: TurnIds;
  payload: CreatedPayload;
}): unknown[] {
  const { turn, place, ids, payload } = insertion;
  return [
    insertion.organisationId,
    ids.turnId,
    turn.sessionId,
    place.previousTurnId,
    ids.runId,
    payload.status,
    jsonbText(turn.input),
    turn.actor.id,
    turn.title,
    jsonbText(payload),
  ];
}

function runValues(turn: TurnRecord, place: TurnPlace): unknown[] {
  return [place.agentName, place.modelName, turn.origin, place.agentVersion];
}
