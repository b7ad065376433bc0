import type { LogEvent } from '@/lib/contract/log-event';
import type { EventLog, TurnKey } from '@/lib/storage/event-log-port';
import type { StepRecord } from '@/lib/storage/step-record';
import type {
  CallDecision,
  StoredCall,
  TurnFinish,
  TurnState,
  TurnStore,
} from '@/lib/storage/turn-store-port';

type StoredTurn = {
  state: Omit<TurnState, 'key' | 'events'>;
  organisationId: string;
  fence: number;
  isRunning: boolean;
  finish?: TurnFinish;
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
  const eventsOf = (turnId: string) => events.get(turnId) ?? [];
  const announce = (added: readonly LogEvent[]) => {
    const first = added[0];
    if (first) for (const listener of listeners.get(first.turn_id) ?? []) listener(added);
  };

  const log: EventLog = {
    async append(key, { events: added = [], steps: records = [] }) {
      await Promise.resolve();
      if (!holds(key)) return 'fenced';
      const placed = added.map((event) => ({
        ...event,
        turn_id: key.turnId,
        created_at: new Date(0).toISOString(),
      }));
      events.set(key.turnId, [...eventsOf(key.turnId), ...placed]);
      for (const record of records) steps.set(record.id, { ...steps.get(record.id), ...record });
      announce(placed);
      return 'written';
    },
    subscribe(turnId, listener) {
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
      return turn && holds(key) ? { ...turn.state, key, events: eventsOf(key.turnId) } : undefined;
    },
    async renew(keys) {
      return { held: new Set(keys.filter(holds).map((key) => key.turnId)), cancelRequested: new Set() };
    },
    claimExpired: async () => [],
    release: async () => undefined,
    abandon: async (key) => {
      const turn = turns.get(key.turnId);
      if (!turn || !holds(key)) return;
      turns.set(key.turnId, { ...turn, isRunning: false });
      abandoned.push(key.turnId);
    },
    async finish(key, finish) {
      const turn = turns.get(key.turnId);
      if (!turn || !holds(key)) return 'fenced';
      turns.set(key.turnId, { ...turn, isRunning: false, finish });
      return 'written';
    },
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
      turns.set(turnId, { ...turn, fence: 1, isRunning: true });
      events.set(turnId, [created(turnId, turn.state)]);
      return { organisationId: turn.organisationId, turnId, fence: 1 };
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

function created(turnId: string, state: StoredTurn['state']): LogEvent {
  const payload = {
    session_id: state.sessionId,
    previous_turn_id: null,
    run_id: state.runId,
    status: 'running',
  };
  return {
    type: 'turn.created',
    payload,
    turn_id: turnId,
    sequence_id: 1,
    created_at: new Date(0).toISOString(),
  };
}
