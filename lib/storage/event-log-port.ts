import type { LogEvent, LogEventBody } from '@/lib/contract/log-event';
import type { StepRecord } from './step-record';

/** A turn as its runner holds it: every write carries the fence, and a stale runner's writes are left out. */
export type TurnKey = { organisationId: string; turnId: string; fence: number };

/** Why somebody asked a turn to stop, as its end will say. */
export type StopRequest = 'client-cancelled' | 'cancelled-for-next-turn';

/** A turn taken over: how many processes died while they ran it, and whether somebody asked it to stop meanwhile. */
export type ClaimedTurn = TurnKey & { deaths: number; stopRequest: StopRequest | null };

/** What the append did. `fenced`: another process owns the turn now; the caller must stop at once. */
export type AppendResult = 'written' | 'fenced';

/**
 * Hears that a turn's log has grown. `events` are those that this process wrote, committed, from the sequence number
 * `from` on (without it, from the first event's own); a reader who is not there yet has missed some that another
 * process wrote. An empty list says that the log has to be read by those who have not come as far as `from`; without
 * it, by everybody.
 */
export type LogListener = (events: readonly LogEvent[], from?: number) => void;

/** The append-only log. Committed, then delivered: what a reader has seen is still there after a crash. */
export interface EventLog {
  /**
   * Queues events (and steps) of a turn in order and resolves when they are committed. Deltas of one message that
   * wait together leave as one.
   */
  append(
    turn: TurnKey,
    entry: { events?: readonly NumberedEvent[]; steps?: readonly StepRecord[] },
  ): Promise<AppendResult>;
  /**
   * Calls back whenever a turn's log has grown, whoever wrote it: at once as a rule, and within two seconds when the
   * word of it was lost. Returns the unsubscribe function.
   */
  subscribe(turn: { organisationId: string; turnId: string }, listener: LogListener): () => void;
  /** Committed events after a sequence number, in order. */
  read(
    key: { organisationId: string; turnId: string },
    afterSequenceId: number,
    limit: number,
  ): Promise<LogEvent[]>;
  /** Tells subscribers of events that another statement committed, such as a turn's last. */
  announce(events: readonly LogEvent[]): void;
}

export type NumberedEvent = LogEventBody & { sequence_id: number };
