import type { TurnAction } from '../turn-state/reduce-turn-state';
import { isTurnActive, type TurnRecord } from '../turn-state/turn-state';
import type { Connection } from './chat-snapshot';
import { pause } from './pause';
import type { FollowerHost } from './turn-follower';

/** What the follower of one turn sees of the conversation, and how it tells it what it has read. */
export function followerHost({
  key,
  apply,
  turns,
  onConnection,
}: {
  key: string;
  apply: (action: TurnAction) => void;
  turns: () => readonly TurnRecord[];
  onConnection: (connection: Connection) => void;
}): FollowerHost {
  return {
    onEvent: (event) => apply({ type: 'turn.event', key, event }),
    onLoaded: (loaded) => apply({ type: 'turn.loaded', ...loaded }),
    onAdopted: (turnId) => apply({ type: 'turn.adopted', key, turnId }),
    onRefused: (error) => apply({ type: 'turn.refused', key, error, at: new Date().toISOString() }),
    onConnection,
    turn: () => {
      const turn = turns().find((candidate) => candidate.key === key);
      return {
        id: turn?.id ?? null,
        lastSequenceId: turn?.lastSequenceId ?? -1,
        isActive: turn !== undefined && isTurnActive(turn),
      };
    },
    isKnown: (turnId) => turns().some((turn) => turn.id === turnId),
    pause,
  };
}
