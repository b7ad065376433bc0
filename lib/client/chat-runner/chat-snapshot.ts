import type { TurnInputItem } from '@/lib/contract/turn';
import { emptyTurnState, type TurnState } from '../turn-state/turn-state';

export type Connection =
  { kind: 'steady' } | { kind: 'reconnecting'; attempt: number; inMs: number } | { kind: 'lost' };

/** A decision that a person has made and that has not been sent yet. */
export type Choice = Exclude<TurnInputItem, { type: 'user.message' }>;

/** All that the chat shows; replaced as a whole on every change. */
export type ChatSnapshot = {
  state: TurnState;
  sessionId: string | null;
  history: { kind: 'none' } | { kind: 'loading' } | { kind: 'ready' } | { kind: 'failed'; message: string };
  connection: Connection;
  choices: Readonly<Record<string, Choice>>;
  isStopping: boolean;
  /** A sentence about the last action that failed and left no trace in the conversation. */
  actionError: string | null;
};

/** Before anything is known. */
export const emptySnapshot: ChatSnapshot = {
  state: emptyTurnState,
  sessionId: null,
  history: { kind: 'none' },
  connection: { kind: 'steady' },
  choices: {},
  isStopping: false,
  actionError: null,
};
