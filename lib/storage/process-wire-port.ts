/** A turn and the last sequence number that its log has. */
export type LogNote = { turnId: string; sequenceId: number };

/**
 * What the processes on one database tell each other. Every word of it is a hint to look into the database, so that a
 * lost one only delays and a wrong one does no harm.
 */
export interface ProcessWire {
  /** Tells other processes that a turn's log has grown. Costs nothing while there is none. */
  tellLog(turnId: string, sequenceId: number): void;
  /** Asks others to look at a turn's row now: somebody stopped it, sent it something, or gave it up. */
  tellTurn(turnId: string): void;
  /** Hears of turns whose log grew elsewhere. Returns the unsubscribe function. */
  onLog(listener: (note: LogNote) => void): () => void;
  /** Hears of turns whose row should be looked at. */
  onTurn(listener: (turnId: string) => void): () => void;
  /** Called when words may have been missed: everything that waits for one has to look for itself. */
  onGap(listener: () => void): () => void;
  close(): Promise<void>;
}
