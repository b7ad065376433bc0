import type { LogEvent, TurnDone } from '@/lib/contract/log-event';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import type { TurnInputEcho } from '@/lib/contract/turn';
import type { Usage } from '@/lib/contract/usage';
import type { UserMessageEcho } from '@/lib/contract/user-message-echo';
import type { AppendResult, ClaimedTurn, StopRequest, TurnKey } from './event-log-port';

/** Everything a runner needs to start a turn, or to continue one that another process left. */
export type TurnState = {
  key: TurnKey;
  sessionId: string;
  runId: string;
  input: readonly TurnInputEcho[];
  manifest: AgentManifest;
  agentName: string;
  agentVersion: number | null;
  /** When it began to run, which is later than its creation for a turn that was queued. */
  startedAt: Date;
  createdBy: string;
  createdByName: string;
  /** The turn it goes on from; null for the first. Its context is read apart, because a process mostly still has it. */
  previousTurnId: string | null;
  /** What this turn has logged so far: only `turn.created` unless it is being continued. */
  events: readonly LogEvent[];
  /** What the run has cost before this turn. */
  runCostUsd: number;
  /** Messages that have joined the turn so far, whether its log has them or not. */
  steerCount: number;
};

/** A message that joined a turn while it ran. */
export type SteeredMessage = { number: number; input: UserMessageEcho[]; createdBy: string };

/** A session as the runner names it. */
export type SessionKey = { organisationId: string; sessionId: string };

/** A queued turn that was started: its key and the event that says so. */
export type PromotedTurn = { key: TurnKey; started: LogEvent };

export type CallGate = 'approval' | 'response' | 'unknown_outcome';

export type CallDecision =
  | { status: 'allow'; arguments?: Record<string, unknown> | undefined }
  | { status: 'deny'; reason?: string | undefined }
  | { status: 'response'; content: string };

/** A call as stored from the moment it was gated or sent. */
export type StoredCall = {
  id: string;
  sessionId: string;
  turnId: string;
  runId: string;
  threadId: string;
  stepId: string;
  server: string;
  tool: string;
  toolDigest: string;
  arguments: Record<string, unknown>;
  argumentsDigest: string;
  state: 'gated' | 'dispatched' | 'settled' | 'refused' | 'outcome_unknown';
  gate: CallGate | null;
  gateReason: string | null;
  expiresAt: Date | null;
  decision: CallDecision | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** Taken back by a cancel before anybody decided. */
  withdrawnAt: Date | null;
};

export type NewCall = Pick<
  StoredCall,
  | 'id'
  | 'sessionId'
  | 'runId'
  | 'threadId'
  | 'stepId'
  | 'server'
  | 'tool'
  | 'toolDigest'
  | 'arguments'
  | 'argumentsDigest'
>;

export type TurnFinish = {
  sequenceId: number;
  done: TurnDone;
  errorCode: string | null;
  usage: Usage;
  /** `waiting` when calls are pending: the run goes on with the turn that resumes it. */
  runStatus: 'done' | 'waiting' | 'cancelled' | 'error';
  snapshot: unknown;
  /** Messages that joined the turn and are in its log. The turn only ends when there are no others. */
  steerCount: number;
  /** It waits although somebody asked it to stop, because a call's outcome is unknown. Else such a turn does not wait. */
  waitsDespiteStop?: boolean;
};

export type FinishResult =
  | {
      status: 'written';
      /** Another turn was queued meanwhile. */
      hasQueued: boolean;
      /** The time that the last event has in the log; a store in memory leaves it to the runner's clock. */
      createdAt?: Date;
    }
  | { status: 'fenced' }
  /** More messages have joined than `steerCount`: the turn has not ended. */
  | { status: 'steered'; steerCount: number }
  /** The turn was to wait, and somebody has asked it to stop: it has not ended. */
  | { status: 'stopped'; reason: StopRequest };

/** A turn whose lease was extended, and what others have asked of it. */
export type RenewedTurn = { stopRequest: StopRequest | null; steerCount: number };

/** Turn rows and tool-call rows as the runner uses them. Every write is guarded by the turn's fence. */
export interface TurnStore {
  load(key: TurnKey): Promise<TurnState | undefined>;
  /** What the turns up to this one stored of the context, from the last that stored the whole of it on. */
  snapshots(turn: { organisationId: string; turnId: string }): Promise<unknown[]>;
  /** Extends leases; answers, by turn id, which turns are still ours and what was asked of them meanwhile. */
  renew(keys: readonly TurnKey[]): Promise<ReadonlyMap<string, RenewedTurn>>;
  /** Takes over turns whose lease ran out, on the database's clock. */
  claimExpired(limit: number): Promise<ClaimedTurn[]>;
  /** Gives turns up at once, for another process to continue. Only as a death when going on may fail in the same way. */
  release(keys: readonly TurnKey[], options?: { countsAsDeath: boolean }): Promise<void>;
  /**
   * Ends a turn whose state cannot be used; its session goes on from the turn before. Answers the session when
   * another turn is queued in it.
   */
  abandon(key: TurnKey, ending: { code: string; message: string }): Promise<SessionKey | undefined>;
  /** Ends a turn: its last event, its row and its run in one statement. */
  finish(key: TurnKey, finish: TurnFinish): Promise<FinishResult>;
  /** Messages that joined a turn after the one with this number, in order. */
  steers(key: TurnKey, afterNumber: number): Promise<SteeredMessage[]>;
  /** Starts the oldest queued turn of a session, unless a turn runs or calls wait for somebody. */
  promote(session: SessionKey): Promise<PromotedTurn | undefined>;
  /** Sessions whose oldest queued turn could start now. */
  promotable(limit: number): Promise<SessionKey[]>;
  calls(organisationId: string, sessionId: string, ids: readonly string[]): Promise<StoredCall[]>;
  /** Commits the intent to send, before the network call. `refused`: it was sent before, or the turn is not ours. */
  dispatch(key: TurnKey, call: NewCall): Promise<'dispatched' | 'refused'>;
  /** Stores calls that wait for a person, until `expiresAt`. */
  gate(
    key: TurnKey,
    calls: readonly (NewCall & { gate: CallGate; gateReason: string; expiresAt: Date })[],
  ): Promise<AppendResult>;
  settle(
    key: TurnKey,
    settled: { sessionId: string; id: string; state: 'settled' | 'refused' | 'outcome_unknown' },
  ): Promise<void>;
}

/** Who runs turns here: the name in the lease, and how long a lease lasts. */
export type TurnOwner = { owner: string; leaseMs: number };
