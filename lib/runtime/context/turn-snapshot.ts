import type { ContextMessage } from '@/lib/gateways/model/model-message';

/** Folded context after a turn. The next turn starts from it instead of reading the session again. */
export type TurnSnapshot = {
  version: 1;
  messages: ContextMessage[];
  /** User messages that have to wait until calls before them are settled. */
  waitingInput: ContextMessage[];
};

/** Reads what an earlier release or process stored; anything else is a broken invariant. */
export function readSnapshot(stored: unknown): TurnSnapshot {
  if (stored === undefined) return { version: 1, messages: [], waitingInput: [] };
  const isSnapshot =
    typeof stored === 'object' && stored !== null && 'version' in stored && stored.version === 1;
  if (!isSnapshot)
    throw new Error('The stored context of the turn before has a form this release does not know.');
  // Written by this module's own type and by nothing else.
  return { waitingInput: [], ...(stored as Omit<TurnSnapshot, 'waitingInput'>) };
}
