import type { AgentManifest } from '@/lib/contract/agent-manifest';
import type { LogEvent, LogEventBody } from '@/lib/contract/log-event';
import type { TurnInputEcho } from '@/lib/contract/turn';
import { noUsage } from '@/lib/contract/usage';
import type { UserMessageEcho } from '@/lib/contract/user-message-echo';
import type {
  AppendResult,
  ClaimedTurn,
  NumberedEvent,
  StopRequest,
  TurnKey,
} from '@/lib/storage/event-log-port';
import type { StepRecord } from '@/lib/storage/step-record';
import type {
  FinishResult,
  NewCall,
  RenewedTurn,
  SessionKey,
  StoredCall,
  TurnFinish,
  TurnOwner,
  TurnState,
  TurnStore,
} from '@/lib/storage/turn-store-port';
import { parentOfSnapshot } from '../context/turn-snapshot';

export type TurnRow = {
  id: string;
  sessionId: string;
  runId: string;
  previousTurnId: string | null;
  input: readonly TurnInputEcho[];
  status: 'queued' | 'running' | 'ended';
  /** Place in the order in which turns of this world began to run. */
  started: number;
  fence: number;
  owner: string | undefined;
  leaseUntil: number;
  deaths: number;
  stopRequest: StopRequest | null;
  steers: UserMessageEcho[][];
  startedAt: number;
  finish: TurnFinish | undefined;
  snapshot: unknown;
};

export const organisationId = 'org_simulated';

/**
 * The tables of a simulated world and what the runner's statements do to them, each at once and whole, as a
 * transaction does. Whatever must never happen and would show here is written to `violations`.
 */
export function createSimulatedDatabase(options: { now: () => number; manifest: AgentManifest }) {
  const turns = new Map<string, TurnRow>();
  const events = new Map<string, LogEvent[]>();
  const calls = new Map<string, StoredCall>();
  const steps = new Map<string, StepRecord>();
  const runCosts = new Map<string, number>();
  const violations: string[] = [];
  /** Marks of calls that were put to a person because nobody knows their outcome, once for each time. */
  const asked: string[] = [];
  /** The newest fence that was given out, kept apart from the rows so that a broken check is seen. */
  const newestFence = new Map<string, number>();

  const holds = (key: TurnKey): TurnRow | undefined => {
    const turn = turns.get(key.turnId);
    return turn?.status === 'running' && turn.fence === key.fence ? turn : undefined;
  };
  const eventsOf = (turnId: string): LogEvent[] => events.get(turnId) ?? [];
  const turnsOf = (sessionId: string) => [...turns.values()].filter((turn) => turn.sessionId === sessionId);
  const runningTurn = (sessionId: string) => turnsOf(sessionId).find((turn) => turn.status === 'running');
  const hasQueued = (sessionId: string) => turnsOf(sessionId).some((turn) => turn.status === 'queued');

  function accept(key: TurnKey, what: string): void {
    if (newestFence.get(key.turnId) !== key.fence)
      violations.push(`${what} of ${key.turnId} was accepted from fence ${key.fence}, which is stale`);
    if (turns.get(key.turnId)?.status !== 'running')
      violations.push(`${what} of ${key.turnId} was accepted when it did not run`);
  }

  function insertEvent(turnId: string, event: NumberedEvent): void {
    const list = eventsOf(turnId);
    const same = list.find((other) => other.sequence_id === event.sequence_id);
    if (same) {
      if (JSON.stringify(same.payload) !== JSON.stringify(event.payload))
        violations.push(`${turnId} has two different events with sequence number ${event.sequence_id}`);
      return;
    }
    if (event.sequence_id <= (list.at(-1)?.sequence_id ?? 0))
      violations.push(`${turnId} got event ${event.sequence_id} after a later one`);
    const place = { turn_id: turnId, created_at: new Date(options.now()).toISOString() };
    events.set(turnId, [...list, { ...event, ...place }]);
  }

  function addEvent(turnId: string, body: LogEventBody): void {
    insertEvent(turnId, { ...body, sequence_id: (eventsOf(turnId).at(-1)?.sequence_id ?? 0) + 1 });
  }

  function changeCall(id: string, values: Partial<StoredCall>): void {
    const call = calls.get(id);
    if (call) calls.set(id, { ...call, ...values });
  }

  return {
    turns,
    calls,
    steps,
    violations,
    asked,
    newestFence,
    eventsOf,
    turnsOf,
    runningTurn,
    hasQueued,
    addEvent,
    changeCall,

    append(key: TurnKey, added: readonly NumberedEvent[], records: readonly StepRecord[]): AppendResult {
      if (!holds(key)) return 'fenced';
      accept(key, 'an append');
      for (const event of added) insertEvent(key.turnId, event);
      for (const record of records) steps.set(record.id, { ...steps.get(record.id), ...record });
      return 'written';
    },
    load(key: TurnKey): TurnState | undefined {
      const turn = holds(key);
      if (!turn) return undefined;
      return {
        key,
        sessionId: turn.sessionId,
        runId: turn.runId,
        input: turn.input,
        manifest: options.manifest,
        agentName: options.manifest.name,
        agentVersion: 1,
        startedAt: new Date(turn.startedAt),
        createdBy: 'usr_person',
        createdByName: 'Person',
        previousTurnId: turn.previousTurnId,
        events: eventsOf(turn.id),
        runCostUsd: runCosts.get(turn.runId) ?? 0,
        steerCount: turn.steers.length,
      };
    },
    snapshots(turnId: string): unknown[] {
      const chain: unknown[] = [];
      for (let id: string | undefined = turnId; id !== undefined;) {
        const snapshot = turns.get(id)?.snapshot;
        if (snapshot === undefined) break;
        chain.unshift(snapshot);
        id = parentOfSnapshot(snapshot);
      }
      return chain;
    },
    renew(keys: readonly TurnKey[], owner: TurnOwner): ReadonlyMap<string, RenewedTurn> {
      const held = keys.flatMap((key) => holds(key) ?? []).filter((turn) => turn.owner !== undefined);
      for (const turn of held) turn.leaseUntil = options.now() + owner.leaseMs;
      return new Map(
        held.map(({ id, stopRequest, steers }) => [id, { stopRequest, steerCount: steers.length }]),
      );
    },
    claimExpired(limit: number, owner: TurnOwner): ClaimedTurn[] {
      const expired = [...turns.values()].filter(
        (turn) => turn.status === 'running' && turn.leaseUntil < options.now(),
      );
      return expired.slice(0, limit).map((turn) => {
        if (turn.owner !== undefined && turn.owner !== owner.owner) turn.deaths += 1;
        turn.owner = owner.owner;
        turn.fence += 1;
        turn.leaseUntil = options.now() + owner.leaseMs;
        newestFence.set(turn.id, turn.fence);
        const { id: turnId, fence, deaths, stopRequest } = turn;
        return { organisationId, turnId, fence, deaths, stopRequest };
      });
    },
    release(keys: readonly TurnKey[], countsAsDeath = false): void {
      for (const turn of keys.flatMap((key) => holds(key) ?? [])) {
        turn.deaths += Number(countsAsDeath);
        turn.owner = undefined;
        turn.leaseUntil = options.now() - 1000;
      }
    },
    abandon(key: TurnKey, ending: { code: string; message: string }): SessionKey | undefined {
      const turn = holds(key);
      if (!turn) return undefined;
      accept(key, 'an abandonment');
      const before = turn.previousTurnId === null ? undefined : turns.get(turn.previousTurnId);
      const payload = { status: 'error' as const, ...ending, output: [], usage: noUsage };
      addEvent(turn.id, { type: 'turn.done', payload });
      Object.assign(turn, { status: 'ended', snapshot: before?.snapshot });
      return hasQueued(turn.sessionId) ? { organisationId, sessionId: turn.sessionId } : undefined;
    },
    finish(key: TurnKey, finish: TurnFinish): FinishResult {
      const turn = holds(key);
      if (!turn) return { status: 'fenced' };
      if (turn.steers.length !== finish.steerCount)
        return { status: 'steered', steerCount: turn.steers.length };
      if (finish.runStatus === 'waiting' && !finish.waitsDespiteStop && turn.stopRequest)
        return { status: 'stopped', reason: turn.stopRequest };
      accept(key, 'an end');
      insertEvent(turn.id, { type: 'turn.done', payload: finish.done, sequence_id: finish.sequenceId });
      // Stored as JSON, so that nothing is shared with the process that wrote it.
      const snapshot: unknown = JSON.parse(JSON.stringify(finish.snapshot));
      Object.assign(turn, { status: 'ended', finish, snapshot });
      runCosts.set(turn.runId, (runCosts.get(turn.runId) ?? 0) + finish.usage.cost_usd);
      return { status: 'written', hasQueued: hasQueued(turn.sessionId) };
    },
    steers(key: TurnKey, after: number) {
      const turn = turns.get(key.turnId);
      if (turn?.fence !== key.fence) return [];
      return turn.steers
        .slice(after)
        .map((input, index) => ({ number: after + index + 1, input, createdBy: 'usr_person' }));
    },
    callsById: (ids: readonly string[]) => ids.flatMap((id) => calls.get(id) ?? []),
    dispatch(key: TurnKey, call: NewCall): 'dispatched' | 'refused' {
      const turn = holds(key);
      const before = calls.get(call.id);
      const isOpen = before?.state === 'gated' || before?.state === 'outcome_unknown';
      if (!turn || (before && !(isOpen && before.decision?.status === 'allow'))) return 'refused';
      accept(key, 'an intent');
      calls.set(call.id, { ...(before ?? freshCall(turn.id)), ...call, state: 'dispatched' });
      return 'dispatched';
    },
    gate(key: TurnKey, gated: Parameters<TurnStore['gate']>[1]): AppendResult {
      const turn = holds(key);
      const isOver = gated.some(({ id }) => ['settled', 'refused'].includes(calls.get(id)?.state ?? ''));
      if (!turn || isOver) return 'fenced';
      accept(key, 'a gate');
      for (const call of gated) {
        if (call.gate === 'unknown_outcome') asked.push(String(call.arguments.mark));
        const state = call.gate === 'unknown_outcome' ? ('outcome_unknown' as const) : ('gated' as const);
        calls.set(call.id, {
          ...(calls.get(call.id) ?? freshCall(turn.id)),
          ...call,
          turnId: turn.id,
          state,
        });
        changeCall(call.id, { decision: null, decidedBy: null, decidedAt: null });
      }
      return 'written';
    },
    settle(key: TurnKey, { id, state }: Parameters<TurnStore['settle']>[1]): void {
      if (holds(key) && calls.has(id)) changeCall(id, { state });
    },
  };
}

export type SimulatedDatabase = ReturnType<typeof createSimulatedDatabase>;

function freshCall(turnId: string) {
  return {
    turnId,
    gate: null,
    gateReason: null,
    expiresAt: null,
    decision: null,
    decidedBy: null,
    decidedAt: null,
    withdrawnAt: null,
  };
}
