import type { TurnCreate, TurnInputEcho } from '@/lib/contract/turn';
import { noUsage } from '@/lib/contract/usage';
import type { UserMessageEcho } from '@/lib/contract/user-message-echo';
import type { StopRequest, TurnKey } from '@/lib/storage/event-log-port';
import { matchDecisions, type CallDecisionInput } from '@/lib/storage/match-decisions';
import type { PromotedTurn, StoredCall, TurnOwner } from '@/lib/storage/turn-store-port';
import { isWaiting } from '@/lib/storage/waiting-call';
import { organisationId, type SimulatedDatabase, type TurnRow } from './simulated-database.test-support';

export type NewTurn = {
  sessionId: string;
  input: readonly UserMessageEcho[];
  decisions: readonly CallDecisionInput[] | null;
  ifRunning: TurnCreate['if_running'];
  owner: TurnOwner;
};

export type TurnOutcome =
  | { status: 'created'; key: TurnKey }
  | { status: 'queued'; stoppedTurnId: string | undefined; canStart: boolean }
  | { status: 'steered'; turnId: string; number: number }
  | { status: 'refused' };

/** What callers do to a session of a simulated database: each a transaction that holds the session's row. */
export function createSimulatedSessions(database: SimulatedDatabase, now: () => number) {
  let startedTurns = 0;
  const gatedCalls = (sessionId: string) =>
    [...database.calls.values()]
      .filter((call) => call.sessionId === sessionId && call.gate !== null)
      .map((call) => ({ ...call, isExpired: (call.expiresAt?.getTime() ?? Infinity) < now() }));
  const waitingCalls = (sessionId: string) => gatedCalls(sessionId).filter(isWaiting);
  const isOpen = (call: StoredCall) =>
    (call.state === 'gated' || call.state === 'outcome_unknown') && call.decision === null;
  const queued = (sessionId: string) =>
    database.turnsOf(sessionId).filter((turn) => turn.status === 'queued');
  const latest = (sessionId: string) =>
    database
      .turnsOf(sessionId)
      .filter((turn) => turn.started > 0)
      .toSorted((left, right) => left.started - right.started)
      .at(-1);

  function insert(turn: NewTurn, previousTurnId: string | null, resumedRunId?: string): TurnRow {
    const id = `turn-${database.turns.size + 1}`;
    const input: readonly TurnInputEcho[] = turn.input;
    const row: TurnRow = {
      id,
      sessionId: turn.sessionId,
      runId: resumedRunId ?? `run-${id}`,
      previousTurnId,
      input,
      status: 'queued',
      started: 0,
      fence: 0,
      owner: undefined,
      leaseUntil: Infinity,
      deaths: 0,
      stopRequest: null,
      steers: [],
      startedAt: 0,
      finish: undefined,
      snapshot: undefined,
    };
    database.turns.set(id, row);
    const { sessionId: session_id, runId: run_id } = row;
    const payload = { session_id, previous_turn_id: previousTurnId, run_id, status: 'running' };
    database.addEvent(id, { type: 'turn.created', payload });
    return row;
  }

  function begin(row: TurnRow, owner: TurnOwner): TurnKey {
    if (database.runningTurn(row.sessionId))
      database.violations.push(`${row.id} began beside a running turn`);
    startedTurns += 1;
    Object.assign(row, {
      status: 'running',
      started: startedTurns,
      startedAt: now(),
      fence: 1,
      owner: owner.owner,
      leaseUntil: now() + owner.leaseMs,
    });
    database.newestFence.set(row.id, 1);
    return { organisationId, turnId: row.id, fence: 1 };
  }

  function endQueued(sessionId: string, reason: StopRequest): void {
    for (const row of queued(sessionId)) {
      row.status = 'ended';
      const payload = {
        status: 'cancelled' as const,
        cancellation_reason: reason,
        output: [],
        usage: noUsage,
      };
      database.addEvent(row.id, { type: 'turn.done', payload });
    }
  }

  function closeExpired(sessionId: string): void {
    for (const call of gatedCalls(sessionId))
      if (isOpen(call)) database.changeCall(call.id, { state: 'refused' });
  }

  function besides(turn: NewTurn, running: TurnRow): TurnOutcome {
    if (turn.ifRunning === 'reject') return { status: 'refused' };
    if (turn.ifRunning === 'steer' && !running.stopRequest) {
      running.steers.push([...turn.input]);
      return { status: 'steered', turnId: running.id, number: running.steers.length };
    }
    const stops = turn.ifRunning === 'cancel';
    if (stops) {
      running.stopRequest ??= 'cancelled-for-next-turn';
      endQueued(turn.sessionId, 'cancelled-for-next-turn');
    }
    insert(turn, null);
    return { status: 'queued', stoppedTurnId: stops ? running.id : undefined, canStart: false };
  }

  return {
    waitingCalls,
    createTurn(turn: NewTurn): TurnOutcome {
      const { sessionId } = turn;
      const match = turn.decisions && matchDecisions(gatedCalls(sessionId), turn.decisions);
      if (match && match.status !== 'matched') return { status: 'refused' };
      const running = database.runningTurn(sessionId);
      if (running) return match ? { status: 'refused' } : besides(turn, running);
      if (match) {
        for (const { call, decision } of match.decided)
          database.changeCall(call.id, { decision, decidedBy: 'usr_person', decidedAt: new Date(now()) });
        return { status: 'created', key: begin(insert(turn, match.turnId, match.runId), turn.owner) };
      }
      if (waitingCalls(sessionId).length > 0) {
        if (turn.ifRunning !== 'queue') return { status: 'refused' };
        insert(turn, null);
        return { status: 'queued', stoppedTurnId: undefined, canStart: false };
      }
      if (queued(sessionId).length > 0) {
        if (turn.ifRunning === 'reject') return { status: 'refused' };
        if (turn.ifRunning !== 'cancel') {
          insert(turn, null);
          return { status: 'queued', stoppedTurnId: undefined, canStart: true };
        }
        endQueued(sessionId, 'cancelled-for-next-turn');
      }
      closeExpired(sessionId);
      return { status: 'created', key: begin(insert(turn, latest(sessionId)?.id ?? null), turn.owner) };
    },
    /** The running turn that was asked to stop. */
    cancel(sessionId: string): string | undefined {
      endQueued(sessionId, 'client-cancelled');
      const running = database.runningTurn(sessionId);
      if (running) running.stopRequest ??= 'client-cancelled';
      for (const call of gatedCalls(sessionId))
        if (isOpen(call) && call.withdrawnAt === null)
          database.changeCall(call.id, { withdrawnAt: new Date(now()) });
      return running?.id;
    },
    /** Their hour is over, without the thousands of steps that an hour takes. */
    expireCalls(sessionId: string): void {
      for (const call of gatedCalls(sessionId))
        database.changeCall(call.id, { expiresAt: new Date(now() - 1) });
    },
    promote(sessionId: string, owner: TurnOwner): PromotedTurn | undefined {
      const next = queued(sessionId)[0];
      if (!next || database.runningTurn(sessionId) || waitingCalls(sessionId).length > 0) return undefined;
      closeExpired(sessionId);
      next.previousTurnId = latest(sessionId)?.id ?? null;
      const key = begin(next, owner);
      database.addEvent(next.id, {
        type: 'turn.started',
        payload: { previous_turn_id: next.previousTurnId },
      });
      const started = database.eventsOf(next.id).at(-1);
      return started && { key, started };
    },
    promotable: (): string[] =>
      [...new Set([...database.turns.values()].map((turn) => turn.sessionId))].filter(
        (sessionId) =>
          queued(sessionId).length > 0 &&
          !database.runningTurn(sessionId) &&
          waitingCalls(sessionId).length === 0,
      ),
  };
}

export type SimulatedSessions = ReturnType<typeof createSimulatedSessions>;
