import { isTurnActive, type TurnRecord } from '../turn-state/turn-state';
import { readNewestTurns, readSessionTurns, readTurn, type LoadedTurn } from './session-reader';

/**
 * What has happened to a session away from this page: turns that it does not know, and turns that it knows as queued
 * or running without following them, such as one that another tab took out of the queue. Oldest first.
 */
export async function readNews({
  sessionId,
  turns,
  isFollowed,
  signal,
}: {
  sessionId: string;
  turns: readonly TurnRecord[];
  isFollowed: (turn: TurnRecord) => boolean;
  signal: AbortSignal;
}): Promise<LoadedTurn[]> {
  const known = new Map(turns.map((turn) => [turn.id, turn]));
  const newest = await readNewestTurns(sessionId, signal);
  // A page away for long may have missed more than one page of turns.
  if (newest.length > 0 && turns.length > 0 && newest.every((turn) => !known.has(turn.id)))
    return readSessionTurns(sessionId, signal);
  const changed = newest.toReversed().filter((turn) => {
    const here = known.get(turn.id);
    return !here || (isTurnActive(here) && here.phase !== turn.status && !isFollowed(here));
  });
  const news: LoadedTurn[] = [];
  for (const turn of changed)
    news.push(
      isTurnActive({ phase: turn.status })
        ? { turn, events: [] }
        : await readTurn({ sessionId, turnId: turn.id, signal }),
    );
  return news;
}
