import type { ContextMessage } from '@/lib/gateways/model/model-message';

/** What the model has seen and said up to the end of a turn. Never changed once made: turns after it share it. */
export type TurnContext = {
  messages: readonly ContextMessage[];
  /** User messages that have to wait until calls before them are settled. */
  waitingInput: readonly ContextMessage[];
};

/**
 * What a finished turn stores. The first turn of a chain stores the whole context; each later one only what it added to
 * the context of `parent`, so that what a session stores grows with what is said in it, and not with its square.
 */
export type TurnSnapshot =
  | ({ version: 1 } & TurnContext)
  | {
      version: 2;
      parent: string;
      added: readonly ContextMessage[];
      waitingInput: readonly ContextMessage[];
    };

/** The snapshot of a turn that went on from `parent`, whose context is the beginning of `context`. */
export function snapshotOf(
  { messages, waitingInput }: TurnContext,
  parent: { turnId: string; context: TurnContext } | undefined,
): TurnSnapshot {
  if (!parent) return { version: 1, messages, waitingInput };
  const added = messages.slice(parent.context.messages.length);
  return { version: 2, parent: parent.turnId, added, waitingInput };
}

/** The turn whose snapshot has to be read before this one; undefined for one that stands alone. */
export function parentOfSnapshot(stored: unknown): string | undefined {
  const snapshot = stored === undefined || stored === null ? undefined : readSnapshot(stored);
  return snapshot?.version === 2 ? snapshot.parent : undefined;
}

/** The context after the last of a chain of snapshots, the one that stands alone first; undefined for no snapshot. */
export function foldSnapshots(chain: readonly unknown[]): TurnContext | undefined {
  const messages: ContextMessage[] = [];
  let last: TurnSnapshot | undefined;
  for (const stored of chain) {
    const snapshot = readSnapshot(stored);
    if (snapshot.version === 2 && !last)
      throw new Error('The context of an earlier turn of this session is not stored any more.');
    if (snapshot.version === 1) messages.length = 0;
    for (const message of snapshot.version === 1 ? snapshot.messages : snapshot.added) messages.push(message);
    last = snapshot;
  }
  return last && { messages, waitingInput: last.waitingInput };
}

/** Reads what an earlier release or process stored; anything else is a broken invariant. */
function readSnapshot(stored: unknown): TurnSnapshot {
  const isSnapshot =
    typeof stored === 'object' &&
    stored !== null &&
    'version' in stored &&
    (stored.version === 1 || stored.version === 2);
  if (!isSnapshot)
    throw new Error('The stored context of the turn before has a form this release does not know.');
  // Written by this module's own type and by nothing else; the first rows were written without `waitingInput`.
  const snapshot = stored as TurnSnapshot & { waitingInput?: TurnSnapshot['waitingInput'] };
  return { ...snapshot, waitingInput: snapshot.waitingInput ?? [] };
}
