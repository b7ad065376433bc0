/** Which message of a turn, and the end of the turn's log when it was accepted. */
export type SteerPlace = { number: number; afterSequenceId: number };

/** The turn that answers an input, and where in its stream the answer to a message that joined it begins. */
export type AcceptedTurn = { turnId: string; steer: SteerPlace | null };

/** One line, to be kept for a repeat of the request. A turn without a place is its id alone. */
export function writeAccepted({ turnId, steer }: AcceptedTurn): string {
  return steer ? `${turnId} ${steer.number} ${steer.afterSequenceId}` : turnId;
}

export function readAccepted(line: string): AcceptedTurn {
  const [turnId = '', number, afterSequenceId] = line.split(' ');
  const isSteer = number !== undefined && afterSequenceId !== undefined;
  return {
    turnId,
    steer: isSteer ? { number: Number(number), afterSequenceId: Number(afterSequenceId) } : null,
  };
}
