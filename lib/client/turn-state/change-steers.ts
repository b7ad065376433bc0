import type { TurnAction } from './reduce-turn-state';
import { isTurnActive, type SteerRecord, type TurnRecord, type TurnState } from './turn-state';

type SteerAction = Extract<TurnAction, { type: `steer.${string}` }>;

/** Notes what became of a message that left this page to join a turn. */
export function changeSteers(state: TurnState, action: SteerAction): TurnState {
  const turns = state.turns.map((turn) =>
    turn.key === action.turnKey ? { ...turn, steers: steersAfter(turn, action) } : turn,
  );
  return { ...state, turns };
}

function steersAfter(turn: TurnRecord, action: SteerAction): readonly SteerRecord[] {
  if (action.type === 'steer.sent') {
    return [...turn.steers, { key: action.key, message: action.message, after: null, isAccepted: false }];
  }
  // A turn that has ended has told of all its messages.
  if (action.type === 'steer.dropped' || !isTurnActive(turn))
    return turn.steers.filter((steer) => steer.key !== action.key || steer.after !== null);
  return turn.steers.map((steer) => (steer.key === action.key ? { ...steer, isAccepted: true } : steer));
}
