/** Which message of a turn, and the end of the turn's log when it was accepted. */
export type SteerPlace = { number: number; afterSequenceId: number };

/** The turn that answers an input, and where in its stream the answer to a message that joined it begins. */
export type AcceptedTurn = { turnId: string; steer: SteerPlace | null };
