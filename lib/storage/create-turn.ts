import type { TurnCreate } from '@/lib/contract/turn';
import type { LogEvent } from '@/lib/contract/log-event';
import { storable } from '@/lib/platform/storable';
import type { PoolClient } from 'pg';
import { closeExpiredCalls } from './close-expired-calls';
import { endQueuedTurns } from './end-queued-turns';
import type { TurnKey } from './event-log-port';
import { insertQueuedTurn, insertRunningTurn, type TurnPlace, type TurnRecord } from './insert-turn';
import { lockSession } from './lock-session';
import { look, type Seen, type SessionRow } from './look-at-session';
import { matchDecisions, type CallDecisionInput, type DecisionRefusal } from './match-decisions';
import { holdMessageFiles, keepMessageFiles, type FilesRefusal, type MessageFiles } from './message-files';
import { poolTransaction } from './pool-transaction';
import type { Scope } from './scope';
import { moveSessionToVersion, type SessionVersion } from './session-version';
import { steerTurn } from './steer-turn';
import { storeDecisions } from './store-decisions';
import { parseStoredManifest } from './stored-manifest';
import type { StoredCall, TurnOwner, TurnState } from './turn-store-port';
import { findRequestedTurn, storeRequestedTurn, type RequestedTurn, type TurnRequest } from './turn-request';
import { isWaiting } from './waiting-call';

export type NewTurn = TurnRecord & {
  previousTurnId: 'auto' | string;
  /** Decisions when the turn resumes calls that wait; null when it starts with a user message. */
  decisions: readonly CallDecisionInput[] | null;
  /** What happens when another turn runs. Decisions never stop one: they are refused then. */
  ifRunning: TurnCreate['if_running'];
  runner: TurnOwner;
  /** From a request that may be repeated: what it leads to is stored under its key. */
  request?: TurnRequest | undefined;
  /** What the message brings or names; absent when it has no files. */
  files?: MessageFiles | undefined;
  /** The version that the session moves to when this turn starts in it, since its alias names that one now. */
  moveTo?: SessionVersion | undefined;
};

/** Turns that may wait in one session. */
export const queuedTurnsMax = 20;
/** Messages that may join one turn. */
export const steersMax = 100;

export type TurnRefusal =
  | { status: 'no_session' }
  | { status: 'running'; turnId: string | null }
  | { status: 'pending'; calls: StoredCall[] }
  | { status: 'queue_full' }
  | { status: 'steers_full' }
  | { status: 'other_branch'; turnId: string }
  | { status: 'suspended' }
  | FilesRefusal
  | { status: 'unknown_previous_turn' }
  | { status: 'lost_previous_turn' }
  | DecisionRefusal;

export type CreatedTurn = {
  status: 'created';
  key: TurnKey;
  runId: string;
  previousTurnId: string | null;
  createdAt: Date;
  /** What a runner needs to start it; undefined for a turn that resumes a run, which a runner loads. */
  state: TurnState | undefined;
  /** Last events of queued turns that gave way. */
  ended: LogEvent[];
};

export type QueuedTurn = {
  status: 'queued';
  turnId: string;
  runId: string;
  ended: LogEvent[];
  /** The running turn that was asked to stop for this one; null when nothing was. */
  stoppedTurnId: string | null;
  /** Nothing runs and nothing is waited for: the queue can go on at once. */
  canStart: boolean;
};

export type SteeredTurn = { status: 'steered'; turnId: string; number: number; afterSequenceId: number };

/** The same request came before: nothing is done now. */
export type RepeatedTurn = RequestedTurn & { status: 'repeated' };

type Outcome = CreatedTurn | QueuedTurn | SteeredTurn | RepeatedTurn | TurnRefusal;
type Place = { client: PoolClient; organisationId: string; turn: NewTurn; session: SessionRow };

/**
 * Starts a turn, queues it, lets it join the running one, or says why not, in one transaction that holds the
 * session's row: racing requests are served one after the other, and nothing is stored when the answer is no.
 */
export function createTurn(scope: Scope, turn: NewTurn): Promise<Outcome> {
  const { organisationId } = scope;
  return poolTransaction(scope.database.pool, async (client) => {
    // Sent one behind the other without waiting: what is read is read after the lock all the same.
    const locked = lockSession(client, { organisationId, sessionId: turn.sessionId });
    const [isThere, first, before] = await Promise.all([
      locked,
      look(client, organisationId, turn),
      turn.request && findRequestedTurn(client, organisationId, turn.request),
    ]);
    if (!isThere) return { status: 'no_session' };
    if (before) return { status: 'repeated', ...before };
    const { files } = turn;
    const at = { organisationId, sessionId: turn.sessionId };
    const refused = files && (await holdMessageFiles(client, at, files));
    if (refused) return refused;
    // Undefined: the running turn ended between two statements. Nothing else can start meanwhile, so this ends.
    for (let seen = first; ; seen = await look(client, organisationId, turn)) {
      const outcome = await place(client, { organisationId, turn, ...seen });
      if (!outcome) continue;
      const led = ledTo(outcome);
      if (files && led) await keepMessageFiles(client, at, { ...files, createdBy: turn.actor.id });
      if (turn.request && led)
        await storeRequestedTurn(client, organisationId, { request: turn.request, ...led });
      return outcome;
    }
  });
}

/** What a key is stored with; undefined for a refusal, which leaves the key free and changes nothing else. */
function ledTo(outcome: Outcome): RequestedTurn | undefined {
  switch (outcome.status) {
    case 'created':
      return { turnId: outcome.key.turnId, steer: null };
    case 'queued':
      return { turnId: outcome.turnId, steer: null };
    case 'steered':
      return { turnId: outcome.turnId, steer: outcome };
    default:
      return undefined;
  }
}

async function place(
  client: PoolClient,
  { organisationId, turn, session, calls }: Seen & { organisationId: string; turn: NewTurn },
): Promise<Outcome | undefined> {
  if (!session) throw new Error('The session went away although its row was locked.');
  if (session.is_suspended) return { status: 'suspended' };
  if (turn.previousTurnId !== 'auto' && !session.previous_turn_id) return { status: 'unknown_previous_turn' };
  if (session.is_previous_lost && !turn.decisions) return { status: 'lost_previous_turn' };
  const at: Place = { client, organisationId, turn, session };
  // Everything that can be refused is refused before a running turn is asked to give way.
  const match = turn.decisions && matchDecisions(calls, turn.decisions, continuedTurn(turn));
  if (match && match.status !== 'matched') return match;
  if (session.running_turn_id)
    return match
      ? { status: 'running', turnId: session.running_turn_id }
      : besides(at, session.running_turn_id);
  if (match) {
    await storeDecisions(client, { organisationId, sessionId: turn.sessionId }, match.decided, turn.actor);
    // Ahead of whatever is queued: those turns wait for what these calls lead to.
    return start(at, { previousTurnId: match.turnId, resumedRunId: match.runId });
  }
  const waiting = calls.filter(isWaiting);
  if (waiting.length > 0)
    return turn.ifRunning === 'queue'
      ? queue(at, { canStart: false })
      : { status: 'pending', calls: waiting };
  if (session.queued_count > 0) {
    if (turn.ifRunning === 'reject') return { status: 'running', turnId: null };
    // A steer ends nothing and overtakes nobody: with only queued turns there, it waits behind them.
    if (turn.ifRunning !== 'cancel') return queue(at, { canStart: true });
  }
  if (calls.length > 0) await closeExpiredCalls(client, organisationId, turn.sessionId);
  const ended = session.queued_count > 0 ? await endQueued(at) : [];
  return start(at, { ended });
}

/** While another turn runs. Undefined when that one has just ended. */
async function besides(at: Place, runningId: string): Promise<Outcome | undefined> {
  const { client, organisationId, turn, session } = at;
  const running = { organisationId, turnId: runningId };
  switch (turn.ifRunning) {
    case 'reject':
      return { status: 'running', turnId: runningId };
    case 'steer': {
      // One that is being stopped will not answer any more; the message is answered after it.
      if (session.is_stopping) return queueBehind(at, running, null);
      if (!isOnBranch(turn, session)) return { status: 'other_branch', turnId: runningId };
      if ((session.steer_count ?? 0) >= steersMax) return { status: 'steers_full' };
      const steered = await steerTurn(client, running, turn);
      return steered && { status: 'steered', turnId: runningId, ...steered };
    }
    case 'queue':
      return queueBehind(at, running, null);
    case 'cancel':
      return queueBehind(at, running, 'cancelled-for-next-turn');
  }
}

/** A message that names a turn joins the running one only where that goes on from the named turn, or is it. */
function isOnBranch({ previousTurnId: named }: NewTurn, session: SessionRow): boolean {
  return named === 'auto' || named === session.running_turn_id || named === session.running_previous_turn_id;
}

async function queueBehind(
  at: Place,
  running: { organisationId: string; turnId: string },
  stopReason: 'cancelled-for-next-turn' | null,
): Promise<Outcome | undefined> {
  if (stopReason === null && at.session.queued_count >= queuedTurnsMax) return { status: 'queue_full' };
  // Written on the row that the running turn's end writes too: either that end sees it, or this sees the end.
  const { rowCount } = await at.client.query({
    name: 'note-queued',
    text: `UPDATE turn SET has_queued = true, cancel_reason = COALESCE(cancel_reason, $3),
        cancel_requested_at = CASE WHEN $3::text IS NULL THEN cancel_requested_at ELSE COALESCE(cancel_requested_at, clock_timestamp()) END
      WHERE organisation_id = $1 AND id = $2 AND status = 'running'`,
    values: [running.organisationId, running.turnId, stopReason],
  });
  if (rowCount === 0) return undefined;
  if (stopReason === null) return queue(at, { canStart: false });
  return queue(at, { canStart: false, ended: await endQueued(at), stoppedTurnId: running.turnId });
}

async function queue(
  at: Place,
  waits: { canStart: boolean; ended?: LogEvent[]; stoppedTurnId?: string | null },
): Promise<Outcome> {
  const { client, organisationId, turn, session } = at;
  const followsLatest = turn.previousTurnId === 'auto';
  // A turn that stops the running one has just ended those that waited.
  if (!waits.stoppedTurnId && session.queued_count >= queuedTurnsMax) return { status: 'queue_full' };
  const place = placeOf(session, { previousTurnId: followsLatest ? null : turn.previousTurnId });
  const { turnId, runId } = await insertQueuedTurn(client, organisationId, { turn, place, followsLatest });
  return {
    status: 'queued',
    turnId,
    runId,
    ended: waits.ended ?? [],
    stoppedTurnId: waits.stoppedTurnId ?? null,
    canStart: waits.canStart,
  };
}

async function start(
  at: Place,
  how: { previousTurnId?: string; resumedRunId?: string; ended?: LogEvent[] },
): Promise<CreatedTurn> {
  const { client, organisationId, turn } = at;
  // Nothing runs or waits here, so that another version comes between turns and not into one.
  const moved =
    turn.moveTo &&
    (await moveSessionToVersion(client, { organisationId, sessionId: turn.sessionId }, turn.moveTo));
  const session = { ...at.session, ...moved };
  const previousTurnId = how.previousTurnId ?? session.previous_turn_id;
  // Without `ended`, what was queued still is.
  const hasQueued = how.ended === undefined && session.queued_count > 0;
  const place = { ...placeOf(session, { previousTurnId }), hasQueued };
  const { turnId, runId, createdAt, created } = await insertRunningTurn(client, organisationId, {
    turn,
    place,
    owner: turn.runner,
    resumedRunId: how.resumedRunId,
  });
  const key = { organisationId, turnId, fence: 1 };
  const isNewRun = how.resumedRunId === undefined;
  const inserted = { key, runId, previousTurnId, startedAt: createdAt, events: [created] };
  return {
    status: 'created',
    key,
    runId,
    previousTurnId,
    createdAt,
    state: isNewRun ? stateOf({ ...at, session }, inserted) : undefined,
    ended: how.ended ?? [],
  };
}

/** What `loadTurn` would read of a turn that has just begun, without reading it. */
function stateOf(
  { turn, session }: Place,
  inserted: Pick<TurnState, 'key' | 'runId' | 'previousTurnId' | 'startedAt' | 'events'>,
): TurnState {
  return {
    ...inserted,
    sessionId: turn.sessionId,
    // As it comes back from the database.
    input: storable(turn.input),
    manifest: parseStoredManifest(session.manifest_text),
    agentName: session.agent_name,
    agentVersion: session.agent_version,
    createdBy: turn.actor.id,
    createdByName: turn.actor.name,
    runCostUsd: 0,
    steerCount: 0,
  };
}

function endQueued({ client, organisationId, turn }: Place): Promise<LogEvent[]> {
  const which = { organisationId, sessionId: turn.sessionId };
  return endQueuedTurns(client, { ...which, reason: 'cancelled-for-next-turn' });
}

function placeOf(session: SessionRow, { previousTurnId }: { previousTurnId: string | null }): TurnPlace {
  return {
    previousTurnId,
    agentName: session.agent_name,
    agentVersion: session.agent_version,
    modelName: session.model_name,
    hasQueued: false,
  };
}

/** The turn whose calls may be decided: the one that is named, or any. */
function continuedTurn(turn: NewTurn): string | undefined {
  return turn.previousTurnId === 'auto' ? undefined : turn.previousTurnId;
}
