import type { LogEvent } from '@/lib/contract/log-event';
import type { UserMessageEcho } from '@/lib/contract/user-message-echo';
import type { EventLog, NumberedEvent, StopRequest, TurnKey } from '@/lib/storage/event-log-port';
import type { StepRecord } from '@/lib/storage/step-record';
import type {
  CallDecision,
  SteeredMessage,
  StoredCall,
  TurnFinish,
  TurnState,
  TurnStore,
} from '@/lib/storage/turn-store-port';
import { parentOfSnapshot } from '../context/turn-snapshot';

type StoredTurn = {
  state: Omit<TurnState, 'key' | 'events' | 'steerCount'>;
  organisationId: string;
  fence: number;
  isRunning: boolean;
  finish?: TurnFinish;
  /** Waits for the turn that runs; such a turn has no fence yet. */
  isQueued?: boolean;
  steers: SteeredMessage[];
  stopRequest?: StopRequest;
};

/** The log and the turn store in memory, with the fence's rules: the second adapter of both ports. */
export function createInMemoryStore() {
  const turns = new Map<string, StoredTurn>();
  const events = new Map<string, LogEvent[]>();
  const calls = new Map<string, StoredCall>();
  const steps = new Map<string, StepRecord>();
  const listeners = new Map<string, Set<(events: readonly LogEvent[]) => void>>();

  const abandoned: string[] = [];

  const holds = (key: TurnKey) => {
    const turn = turns.get(key.turnId);
    return turn?.isRunning === true && turn.fence === key.fence;
  };
  /** Oldest first: a map keeps the order in which turns were added. */
  const queuedIn = (sessionId: string) =>
    [...turns].find(([, turn]) => turn.isQueued === true && turn.state.sessionId === sessionId);
  const eventsOf = (turnId: string) => events.get(turnId) ?? [];
  const announce = (added: readonly LogEvent[]) => {
    const first = added[0];
    if (first) for (const listener of listeners.get(first.turn_id) ?? []) listener(added);
  };

  const insert = (
    key: TurnKey,
    added: { events: readonly NumberedEvent[]; steps: readonly StepRecord[] },
  ): LogEvent[] => {
    const place = { turn_id: key.turnId, created_at: new Date(0).toISOString() };
    const placed = added.events.map((event) => ({ ...event, ...place }));
    events.set(key.turnId, [...eventsOf(key.turnId), ...placed]);
    for (const record of added.steps) steps.set(record.id, { ...steps.get(record.id), ...record });
    return placed;
  };

  const log: EventLog = {
    async append(key, { events: added = [], steps: records = [] }) {
      await Promise.resolve();
      if (!holds(key)) return 'fenced';
      announce(insert(key, { events: added, steps: records }));
      return 'written';
    },
    subscribe({ turnId }, listener) {
      const set = listeners.get(turnId) ?? new Set();
      listeners.set(turnId, set.add(listener));
      return () => set.delete(listener);
    },
    read: async (key, after, limit) =>
      eventsOf(key.turnId)
        .filter((event) => event.sequence_id > after)
        .slice(0, limit),
    announce,
  };

  const store: TurnStore = {
    async load(key) {
      const turn = turns.get(key.turnId);
      if (!turn || !holds(key)) return undefined;
      return { ...turn.state, key, events: eventsOf(key.turnId), steerCount: turn.steers.length };
    },
    async snapshots({ turnId }) {
      const chain: unknown[] = [];
      for (let id: string | undefined = turnId; id !== undefined;) {
        const snapshot = turns.get(id)?.finish?.snapshot;
        if (snapshot === undefined) break;
        chain.unshift(snapshot);
        id = parentOfSnapshot(snapshot);
      }
      return chain;
    },
    async renew(keys) {
      const held = keys.filter(holds);
      return new Map(
        held.map(({ turnId }) => [
          turnId,
          {
            stopRequest: turns.get(turnId)?.stopRequest ?? null,
            steerCount: turns.get(turnId)?.steers.length ?? 0,
          },
        ]),
      );
    },
    claimExpired: async () => [],
    release: async () => undefined,
    abandon: async (key) => {
      const turn = turns.get(key.turnId);
      if (!turn || !holds(key)) return undefined;
      turns.set(key.turnId, { ...turn, isRunning: false });
      abandoned.push(key.turnId);
      return undefined;
    },
    async finish(key, finish) {
      const turn = turns.get(key.turnId);
      if (!turn || !holds(key)) return { status: 'fenced' };
      if (turn.steers.length !== finish.steerCount)
        return { status: 'steered', steerCount: turn.steers.length };
      if (finish.runStatus === 'waiting' && !finish.waitsDespiteStop && turn.stopRequest)
        return { status: 'stopped', reason: turn.stopRequest };
      turns.set(key.turnId, { ...turn, isRunning: false, finish });
      return { status: 'written', hasQueued: queuedIn(turn.state.sessionId) !== undefined };
    },
    async steers(key, afterNumber) {
      const turn = turns.get(key.turnId);
      return turn && holds(key) ? turn.steers.filter((message) => message.number > afterNumber) : [];
    },
    async promote({ sessionId }) {
      const queued = queuedIn(sessionId);
      const isBusy = [...turns.values()].some((turn) => turn.state.sessionId === sessionId && turn.isRunning);
      if (!queued || isBusy) return undefined;
      const [turnId, turn] = queued;
      turns.set(turnId, { ...turn, isQueued: false, isRunning: true, fence: 1 });
      const started: LogEvent = {
        type: 'turn.started',
        payload: { previous_turn_id: null },
        turn_id: turnId,
        sequence_id: 2,
        created_at: new Date(0).toISOString(),
      };
      events.set(turnId, [...eventsOf(turnId), started]);
      return { key: { organisationId: turn.organisationId, turnId, fence: 1 }, started };
    },
    promotable: async () => [],
    calls: async (_organisationId, sessionId, ids) =>
      ids.flatMap((id) => calls.get(`${sessionId}/${id}`) ?? []),
    async dispatch(key, call) {
      const before = calls.get(`${call.sessionId}/${call.id}`);
      const isAllowed = !before || (before.state !== 'dispatched' && before.decision?.status === 'allow');
      if (!holds(key) || !isAllowed) return 'refused';
      calls.set(`${call.sessionId}/${call.id}`, {
        ...(before ?? freshCall(key)),
        ...call,
        state: 'dispatched',
      });
      return 'dispatched';
    },
    async gate(key, gated) {
      if (!holds(key)) return 'fenced';
      for (const { gate, gateReason, expiresAt, ...call } of gated) {
        const state = gate === 'unknown_outcome' ? 'outcome_unknown' : 'gated';
        calls.set(`${call.sessionId}/${call.id}`, {
          ...freshCall(key),
          ...call,
          state,
          gate,
          gateReason,
          expiresAt,
        });
      }
      return 'written';
    },
    async settle(key, { sessionId, id, state }) {
      const call = calls.get(`${sessionId}/${id}`);
      if (call && holds(key)) calls.set(`${sessionId}/${id}`, { ...call, state });
    },
  };

  return {
    log,
    store,
    steps,
    /** Puts a turn in place as its creation would, and gives its key. */
    addTurn(turnId: string, turn: { organisationId: string; state: StoredTurn['state'] }): TurnKey {
      turns.set(turnId, { ...turn, fence: 1, isRunning: true, steers: [] });
      events.set(turnId, [created(turnId, turn.state)]);
      return { organisationId: turn.organisationId, turnId, fence: 1 };
    },
    /** Puts a turn in place that waits for its session. */
    queueTurn(turnId: string, turn: { organisationId: string; state: StoredTurn['state'] }): TurnKey {
      turns.set(turnId, { ...turn, fence: 0, isRunning: false, isQueued: true, steers: [] });
      events.set(turnId, [created(turnId, turn.state, 'queued')]);
      return { organisationId: turn.organisationId, turnId, fence: 1 };
    },
    /** A message joins a running turn, as its acceptance would store it; gives its number, or 0 for a turn that has ended. */
    steer(turnId: string, content: UserMessageEcho['content']): number {
      const turn = turns.get(turnId);
      if (!turn?.isRunning) return 0;
      const number = turn.steers.length + 1;
      turn.steers.push({ number, input: [{ type: 'user.message', content }], createdBy: 'usr_test' });
      return number;
    },
    /** Somebody asks a running turn to stop, and calls that wait are withdrawn; the runner is told apart from that. */
    cancel(turnId: string): void {
      const turn = turns.get(turnId);
      if (!turn?.isRunning) return;
      turn.stopRequest = 'client-cancelled';
      for (const [id, call] of calls)
        if (call.gate !== null && call.decision === null)
          calls.set(id, { ...call, withdrawnAt: new Date(0) });
    },
    /** Another process takes the turn: the old key writes nothing any more. */
    takeOver(turnId: string): TurnKey {
      const turn = turns.get(turnId);
      if (!turn) throw new Error(`There is no turn ${turnId}.`);
      turn.fence += 1;
      return { organisationId: turn.organisationId, turnId, fence: turn.fence };
    },
    decide(sessionId: string, id: string, decision: CallDecision): void {
      const call = calls.get(`${sessionId}/${id}`);
      if (!call) throw new Error(`There is no call ${id}.`);
      calls.set(`${sessionId}/${id}`, { ...call, decision, decidedBy: 'usr_test' });
    },
    finishOf: (turnId: string) => turns.get(turnId)?.finish,
    eventsOf,
    callsOf: () => [...calls.values()],
    abandoned: () => abandoned,
  };
}

function freshCall(
  key: TurnKey,
): Pick<
  StoredCall,
  'turnId' | 'gate' | 'gateReason' | 'expiresAt' | 'decision' | 'decidedBy' | 'decidedAt' | 'withdrawnAt'
> {
  return {
    turnId: key.turnId,
    gate: null,
    gateReason: null,
    expiresAt: null,
    decision: null,
    decidedBy: null,
    decidedAt: null,
    withdrawnAt: null,
  };
}

function created(turnId: string, state: StoredTurn['state'], status = 'running'): LogEvent {
  const payload = {
    session_id: state.sessionId,
    previous_turn_id: null,
    run_id: state.runId,
    status,
  };
  return {
    type: 'turn.created',
    payload,
    turn_id: turnId,
    sequence_id: 1,
    created_at: new Date(0).toISOString(),
  };
}
