import type { Run, Step, StepPayload } from '@/lib/contract/trace';
import type { Scope } from './scope';
import {
  runColumns,
  runJoins,
  runOf,
  stepColumns,
  stepJoins,
  stepOf,
  type RunRow,
  type StepRow,
} from './trace-rows';

/** Whose runs a caller may see: everybody's, or their own and perhaps those of the agents they created. */
export type TraceVisibility =
  { everybody: true } | { everybody: false; userId: string; withAgentsCreated: boolean };

/** Where a page of runs ended: the time to the microsecond, and the id that breaks ties. */
export type RunCursor = { startedAt: string; id: string };

export type RunFilter = {
  agentName?: string | undefined;
  status?: Run['status'] | undefined;
  sessionId?: string | undefined;
  search?: string | undefined;
  startedFrom?: Date | undefined;
  startedTo?: Date | undefined;
  before?: RunCursor | undefined;
  limit: number;
};

/** Runs, newest first, at most `limit`. Deep pages cost what the first one costs. */
export async function listRuns(scope: Scope, visibility: TraceVisibility, filter: RunFilter): Promise<Run[]> {
  const { text, values } = runListQuery(scope.organisationId, visibility, filter);
  const { rows } = await scope.database.pool.query<RunRow>(text, values);
  return rows.map(runOf);
}

/** One run, or undefined when there is none or the caller may not see it. */
export async function readRun(
  scope: Scope,
  visibility: TraceVisibility,
  runId: string,
): Promise<Run | undefined> {
  const { add, values } = parameters();
  const conditions = [`r.organisation_id = ${add(scope.organisationId)}`, `r.id = ${add(runId)}`];
  if (!visibility.everybody) {
    const user = add(visibility.userId);
    const isOwn = `r.created_by = ${user}`;
    conditions.push(visibility.withAgentsCreated ? `(${isOwn} OR ${ofCreatedAgent(user)})` : isOwn);
  }
  const text = `SELECT ${runColumns} FROM run r ${runJoins} WHERE ${conditions.join(' AND ')}`;
  const { rows } = await scope.database.pool.query<RunRow>(text, values);
  return rows[0] && runOf(rows[0]);
}

/** The steps of a run in start order. */
export async function listSteps(scope: Scope, runId: string): Promise<Step[]> {
  const { rows } = await scope.database.pool.query<StepRow>(
    `SELECT ${stepColumns} FROM step s ${stepJoins}
     WHERE s.organisation_id = $1 AND s.run_id = $2
     ORDER BY s.started_at, s.id`,
    [scope.organisationId, runId],
  );
  return rows.map(stepOf);
}

/**
 * Input and output of one step of a run as they are stored; both null while nothing is. The prompt of a model call may
 * be stored by reference. Undefined when the run has no such step.
 */
export async function readStepPayload(
  scope: Scope,
  runId: string,
  stepId: string,
): Promise<StepPayload | undefined> {
  const { rows } = await scope.database.pool.query<PayloadRow>(
    `SELECT s.id AS step_id, p.input, p.output
     FROM step s LEFT JOIN step_payload p ON p.organisation_id = s.organisation_id AND p.step_id = s.id
     WHERE s.organisation_id = $1 AND s.run_id = $2 AND s.id = $3`,
    [scope.organisationId, runId, stepId],
  );
  return rows[0];
}

/** Stored inputs and outputs of steps; those without any are left out. The ids come from `listSteps`, which knows the run. */
export async function listStepPayloads(
  scope: Scope,
  stepIds: readonly string[],
): Promise<Map<string, StepPayload>> {
  const { rows } = await scope.database.pool.query<PayloadRow>(
    `SELECT step_id, input, output FROM step_payload WHERE organisation_id = $1 AND step_id = ANY($2::text[])`,
    [scope.organisationId, stepIds],
  );
  return new Map(rows.map((row) => [row.step_id, row]));
}

type PayloadRow = { step_id: string; input: unknown; output: unknown };

// The session names the agent by id: an agent that later took a deleted one's name gives no right to the older runs.
const ofCreatedAgent = (user: string): string => `EXISTS (
  SELECT 1 FROM session o JOIN agent a ON a.organisation_id = o.organisation_id AND a.id = o.agent_id
  WHERE o.organisation_id = r.organisation_id AND o.id = r.session_id AND a.created_by = ${user})`;

const newestFirst = 'ORDER BY r.started_at DESC, r.id DESC';

/** Picks the ids by index first, at most a page from each source, and joins names to that page only. */
function runListQuery(organisationId: string, visibility: TraceVisibility, filter: RunFilter): Query {
  const { add, values } = parameters();
  const organisation = add(organisationId);
  const conditions = [`r.organisation_id = ${organisation}`, ...filterConditions(filter, add)].join(' AND ');
  const limit = add(filter.limit);
  const pick = (from: string, condition: string): string =>
    `(SELECT r.id FROM ${from} WHERE ${conditions} ${condition} ${newestFirst} LIMIT ${limit})`;

  const sources: string[] = [];
  if (visibility.everybody) sources.push(pick('run r', ''));
  else {
    const user = add(visibility.userId);
    sources.push(pick('run r', `AND r.created_by = ${user}`));
    if (visibility.withAgentsCreated) {
      const ofAgent = pick('run r', `AND r.agent_name = a.name AND ${ofCreatedAgent(user)}`);
      sources.push(`(SELECT mine.id FROM agent a CROSS JOIN LATERAL ${ofAgent} mine
        WHERE a.organisation_id = ${organisation} AND a.created_by = ${user})`);
    }
  }
  const text = `
    WITH picked AS (${sources.join(' UNION ')})
    SELECT ${runColumns} FROM picked JOIN run r ON r.organisation_id = ${organisation} AND r.id = picked.id ${runJoins}
    ${newestFirst} LIMIT ${limit}`;
  return { text, values };
}

function filterConditions(filter: RunFilter, add: (value: unknown) => string): string[] {
  const conditions: string[] = [];
  if (filter.agentName !== undefined) conditions.push(`r.agent_name = ${add(filter.agentName)}`);
  if (filter.status !== undefined) conditions.push(`r.status = ${add(filter.status)}`);
  if (filter.sessionId !== undefined) conditions.push(`r.session_id = ${add(filter.sessionId)}`);
  if (filter.search !== undefined) conditions.push(`r.title ILIKE ${add(`%${escapeLike(filter.search)}%`)}`);
  if (filter.startedFrom !== undefined)
    conditions.push(`r.started_at >= ${add(filter.startedFrom)}::timestamptz`);
  if (filter.startedTo !== undefined) conditions.push(`r.started_at < ${add(filter.startedTo)}::timestamptz`);
  if (filter.before !== undefined) {
    const { startedAt, id } = filter.before;
    conditions.push(`(r.started_at, r.id) < (${add(startedAt)}::timestamptz, ${add(id)})`);
  }
  return conditions;
}

type Query = { text: string; values: unknown[] };

function parameters(): { values: unknown[]; add: (value: unknown) => string } {
  const values: unknown[] = [];
  return { values, add: (value) => `$${values.push(value)}` };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
