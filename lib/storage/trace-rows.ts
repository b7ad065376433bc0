import { runSchema, stepStatusSchema, stepTypeSchema, type Run, type Step } from '@/lib/contract/trace';
import type { Usage } from '@/lib/contract/usage';
import { jsonObject } from './json-object';

// Microseconds survive as text: a JavaScript date would cut them off and the cursor would skip or repeat rows.
const moment = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * The columns of a run beside its organisation's users and providers. Counts are read as doubles: exact to 2^53 tokens,
 * and what JSON can carry.
 */
export const runColumns = `
  r.id, r.session_id, r.agent_name, r.agent_version, r.model_name, r.origin, r.title, r.status, r.turn_count, r.step_count,
  r.input_tokens::float8 AS input_tokens, r.output_tokens::float8 AS output_tokens,
  r.cache_read_tokens::float8 AS cache_read_tokens, r.cache_write_tokens::float8 AS cache_write_tokens,
  r.reasoning_tokens::float8 AS reasoning_tokens, r.cost_usd::float8 AS cost_usd,
  ${moment('r.started_at')} AS started_at, ${moment('r.ended_at')} AS ended_at, r.created_by,
  u.name AS created_by_name, COALESCE(p.type, split_part(r.model_name, '/', 1)) = 'simulated' AS simulated`;

/** The tables that `runColumns` reads beside `run r`. */
export const runJoins = `
  LEFT JOIN app_user u ON u.organisation_id = r.organisation_id AND u.id = r.created_by
  LEFT JOIN provider p ON p.organisation_id = r.organisation_id AND p.name = split_part(r.model_name, '/', 1)`;

export type RunRow = {
  id: string;
  session_id: string;
  agent_name: string;
  agent_version: number | null;
  model_name: string;
  origin: string;
  title: string;
  status: string;
  turn_count: number;
  step_count: number;
  input_tokens: number;
  output_tokens: number;
  cache_read_tokens: number;
  cache_write_tokens: number;
  reasoning_tokens: number;
  cost_usd: number;
  started_at: string;
  ended_at: string | null;
  created_by: string;
  created_by_name: string | null;
  simulated: boolean;
};

/** A run as the contract shows it. */
export function runOf(row: RunRow): Run {
  return {
    id: row.id,
    session_id: row.session_id,
    agent_name: row.agent_name,
    agent_version: row.agent_version,
    model: row.model_name,
    simulated: row.simulated,
    origin: row.origin,
    title: row.title,
    status: runSchema.shape.status.parse(row.status),
    turn_count: row.turn_count,
    step_count: row.step_count,
    usage: usageOf(row),
    started_at: row.started_at,
    ended_at: row.ended_at,
    created_by: row.created_by,
    created_by_name: row.created_by_name ?? row.created_by,
  };
}

/** The columns of a step, with the name of whoever decided it. */
export const stepColumns = `
  s.id, s.run_id, s.turn_id, s.parent_id, s.thread_id, s.type, s.name, s.status, s.model, s.server, s.tool_call_id,
  s.approval_required, s.approval_status, s.approval_by, s.sandbox_session_id, s.input_tokens, s.output_tokens,
  s.cache_read_tokens, s.cache_write_tokens, s.reasoning_tokens, s.cost_usd::float8 AS cost_usd, s.cost_is_estimate,
  s.first_token_ms, s.latency_ms, ${moment('s.started_at')} AS started_at, ${moment('s.ended_at')} AS ended_at,
  s.error_code, s.error_message, s.detail, u.name AS approval_by_name`;

/** The table that `stepColumns` reads beside `step s`. */
export const stepJoins = `
  LEFT JOIN app_user u ON u.organisation_id = s.organisation_id AND u.id = s.approval_by`;

export type StepRow = {
  id: string;
  run_id: string;
  turn_id: string;
  parent_id: string | null;
  thread_id: string;
  type: string;
  name: string;
  status: string;
  model: string | null;
  server: string | null;
  tool_call_id: string | null;
  approval_required: boolean;
  approval_status: string | null;
  approval_by: string | null;
  approval_by_name: string | null;
  sandbox_session_id: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  reasoning_tokens: number | null;
  cost_usd: number | null;
  cost_is_estimate: boolean;
  first_token_ms: number | null;
  latency_ms: number | null;
  started_at: string;
  ended_at: string | null;
  error_code: string | null;
  error_message: string | null;
  detail: unknown;
};

/** A step as the contract shows it. A step that used no model has no usage. */
export function stepOf(row: StepRow): Step {
  const detail = jsonObject(row.detail);
  return {
    id: row.id,
    run_id: row.run_id,
    turn_id: row.turn_id,
    parent_id: row.parent_id,
    thread_id: row.thread_id,
    type: stepTypeSchema.parse(row.type),
    name: row.name,
    status: stepStatusSchema.parse(row.status),
    model: row.model,
    server: row.server,
    tool_call_id: row.tool_call_id,
    approval_required: row.approval_required,
    approval_status: row.approval_status,
    approval_by: row.approval_by,
    sandbox_session_id: row.sandbox_session_id,
    usage: row.input_tokens === null && row.output_tokens === null ? null : usageOf(row),
    cost_usd: row.cost_usd,
    cost_is_estimate: row.cost_is_estimate,
    first_token_ms: row.first_token_ms,
    latency_ms: row.latency_ms,
    started_at: row.started_at,
    ended_at: row.ended_at,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    detail: row.approval_by_name === null ? detail : { decided_by_name: row.approval_by_name, ...detail },
  };
}

type UsageColumns = { [Column in keyof Usage]: number | null };

function usageOf(row: UsageColumns): Usage {
  return {
    input_tokens: row.input_tokens ?? 0,
    output_tokens: row.output_tokens ?? 0,
    cache_read_tokens: row.cache_read_tokens ?? 0,
    cache_write_tokens: row.cache_write_tokens ?? 0,
    reasoning_tokens: row.reasoning_tokens ?? 0,
    cost_usd: row.cost_usd ?? 0,
  };
}
