import { assertNever } from '../assert-never';
import type { Turn, TurnInputEcho } from '@/lib/contract/turn';
import type { UserMessageEcho } from '@/lib/contract/user-message-echo';
import { foldEvent } from './fold-event';
import { foldInput } from './fold-input';
import { loadTurn } from './load-turn';
import { changeSteers } from './change-steers';
import type { ChatEvent, ListedEvent, TurnState } from './turn-state';

export type TurnAction =
  /** A turn leaves this page for the server. */
  | {
      type: 'turn.sent';
      key: string;
      input: readonly TurnInputEcho[];
      at: string;
      phase?: 'sending' | 'queued';
    }
  /** A message leaves this page to join a running turn. */
  | { type: 'steer.sent'; turnKey: string; key: string; message: UserMessageEcho }
  /** The server has it; the turn's own events say when it is read. */
  | { type: 'steer.accepted'; turnKey: string; key: string }
  /** It did not join: it was refused, or became a turn of its own. */
  | { type: 'steer.dropped'; turnKey: string; key: string }
  /** The server did not take it. What it decided is undecided again. */
  | { type: 'turn.refused'; key: string; error: { code: string; message: string }; at: string }
  /** A refused turn is taken out of sight, to be sent anew or forgotten. */
  | { type: 'turn.dropped'; key: string }
  /** A turn sent from here exists at the server although its answer was lost. */
  | { type: 'turn.adopted'; key: string; turnId: string }
  | { type: 'turn.event'; key: string; event: ChatEvent }
  /** The stored record of a turn: replaces what was folded for it so far. */
  | { type: 'turn.loaded'; turn: Turn; events: readonly ListedEvent[] }
  | { type: 'calls.withdrawn'; callIds: readonly string[] };

/** The one reducer of the conversation. Pure; the same actions always give the same state. */
export function reduceTurnState(state: TurnState, action: TurnAction): TurnState {
  switch (action.type) {
    case 'turn.sent':
      return send(state, action);
    case 'steer.sent':
    case 'steer.accepted':
    case 'steer.dropped':
      return changeSteers(state, action);
    case 'turn.refused':
      return refuse(state, action);
    case 'turn.dropped':
      return { ...state, turns: state.turns.filter((turn) => turn.key !== action.key) };
    case 'turn.adopted':
      return adopt(state, action);
    case 'turn.event':
      return foldEvent(state, action.key, action.event);
    case 'turn.loaded':
      return loadTurn(state, action.turn, action.events);
    case 'calls.withdrawn':
      return withdraw(state, action.callIds);
    default:
      return assertNever(action);
  }
}

function send(state: TurnState, action: Extract<TurnAction, { type: 'turn.sent' }>): TurnState {
  if (state.turns.some((turn) => turn.key === action.key)) return state;
  const turns = [
    ...state.turns,
    {
      key: action.key,
      id: null,
      runId: null,
      phase: action.phase ?? ('sending' as const),
      input: action.input,
      messages: [],
      steers: [],
      lastSequenceId: -1,
      usage: null,
      createdAt: action.at,
      startedAt: null,
      endedAt: null,
      createdBy: null,
      cancellationReason: null,
      error: null,
      isLive: true,
    },
  ];
  const decided = { turnKey: action.key, by: null, at: action.at };
  return { turns, calls: foldInput(state.calls, action.input, decided) };
}

function refuse(state: TurnState, action: Extract<TurnAction, { type: 'turn.refused' }>): TurnState {
  const turns = state.turns.map((turn) =>
    turn.key === action.key
      ? { ...turn, phase: 'refused' as const, error: action.error, endedAt: action.at }
      : turn,
  );
  const calls = Object.fromEntries(
    Object.entries(state.calls).map(([id, call]) => [
      id,
      call.decision?.turnKey === action.key ? { ...call, decision: null } : call,
    ]),
  );
  return { turns, calls };
}

function adopt(state: TurnState, action: Extract<TurnAction, { type: 'turn.adopted' }>): TurnState {
  const turns = state.turns.map((turn) => (turn.key === action.key ? { ...turn, id: action.turnId } : turn));
  return { ...state, turns };
}

function withdraw(state: TurnState, callIds: readonly string[]): TurnState {
  const calls = { ...state.calls };
  for (const id of callIds) {
    const call = calls[id];
    if (call) calls[id] = { ...call, isWithdrawn: true };
  }
  return { ...state, calls };
}
