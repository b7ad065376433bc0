import type { TurnInputEcho } from '@/lib/contract/turn';
import type { Pool } from 'pg';
import type { TurnKey } from './event-log-port';
import { readEvents } from './read-events';
import { parseStoredManifest } from './stored-manifest';
import type { TurnState } from './turn-store-port';

type TurnRow = {
  session_id: string;
  run_id: string;
  input: TurnInputEcho[];
  started_at: Date;
  steer_count: number;
  created_by: string;
  created_by_name: string | null;
  manifest_text: string;
  agent_name: string;
  agent_version: number | null;
  previous_turn_id: string | null;
  run_cost_usd: string;
};

/** Turns with more events than this are not continued in one piece; the engine caps them far below. */
const maxEvents = 200_000;

/** Loads a turn that this process holds; undefined when the fence has moved on. */
export async function loadTurn(pool: Pool, key: TurnKey): Promise<TurnState | undefined> {
  const { rows } = await pool.query<TurnRow>({
    name: 'load-turn',
    text: `SELECT t.session_id, t.run_id, t.input, COALESCE(t.started_at, t.created_at) AS started_at, t.steer_count, t.created_by, u.name AS created_by_name,
                  s.manifest::text AS manifest_text, s.agent_name, s.agent_version, t.previous_turn_id, r.cost_usd AS run_cost_usd
           FROM turn t
           JOIN session s ON s.organisation_id = t.organisation_id AND s.id = t.session_id
           JOIN run r ON r.organisation_id = t.organisation_id AND r.id = t.run_id
           LEFT JOIN app_user u ON u.id = t.created_by
           WHERE t.organisation_id = $1 AND t.id = $2 AND t.fence = $3 AND t.status = 'running'`,
    values: [key.organisationId, key.turnId, key.fence],
  });
  const row = rows[0];
  if (!row) return undefined;
  return {
    key,
    sessionId: row.session_id,
    runId: row.run_id,
    input: row.input,
    manifest: parseStoredManifest(row.manifest_text),
    agentName: row.agent_name,
    agentVersion: row.agent_version,
    startedAt: row.started_at,
    createdBy: row.created_by,
    createdByName: row.created_by_name ?? row.created_by,
    previousTurnId: row.previous_turn_id,
    events: await readEvents(pool, key, 0, maxEvents),
    runCostUsd: Number(row.run_cost_usd),
    steerCount: row.steer_count,
  };
}
