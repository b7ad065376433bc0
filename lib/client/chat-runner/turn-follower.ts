import { ApiError } from '../api-error';
import { apiPaths } from '../paths';
import { readTurnStream } from '../sse';
import type { Connection } from './chat-snapshot';
import { failureSentence } from './failure-sentence';
import { reconnectAttemptsMax, reconnectDelayMs } from './reconnect-delay';
import { readNewestTurns, readTurn, type LoadedTurn } from './session-reader';
import type { ChatEvent } from '../turn-state/turn-state';
import { withProgress } from './with-progress';

/** What a follower needs of the chat: it holds no state of the conversation itself. */
export type FollowerHost = {
  onEvent(event: ChatEvent): void;
  onLoaded(loaded: LoadedTurn): void;
  /** The turn sent from here turned out to exist under this id. */
  onAdopted(turnId: string): void;
  onRefused(failure: { code: string; message: string }): void;
  onConnection(connection: Connection): void;
  /** Where the turn stands for this page: its id once known, and whether it has ended. */
  turn(): { id: string | null; lastSequenceId: number; isActive: boolean };
  isKnown(turnId: string): boolean;
  /** Resolves after the delay, earlier when the network comes back, and never rejects. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
};

type Follow = { host: FollowerHost; sessionId: string; signal: AbortSignal };

/** How long a stream may stay silent before the turn's own record is asked. */
const silenceMsMax = 45_000;
/** A turn that has no id yet cannot be asked for: giving up on it too early could send it twice. */
const openingMsMax = 120_000;

/** Starts a turn and stays with it until it has ended, been refused, or the connection is given up. */
export async function startTurn(follow: Follow, body: unknown): Promise<void> {
  const { host, sessionId, signal } = follow;
  try {
    await readInto(follow, apiPaths.turns(sessionId), body);
  } catch (cause) {
    if (signal.aborted) return;
    if (host.turn().id === null && !(await adoptUnseenTurn(follow, cause))) return;
  }
  await followTurn(follow);
}

/** Stays with a turn that runs at the server, re-opening its stream after the last event seen. */
export async function followTurn(follow: Follow): Promise<void> {
  const { host, sessionId, signal } = follow;
  let attempt = 0;
  while (!signal.aborted && host.turn().isActive) {
    const { id, lastSequenceId } = host.turn();
    if (id === null) return;
    try {
      // With a place to go on from, a turn that has just ended is replayed instead of refused.
      await readInto(
        follow,
        apiPaths.turnStream(sessionId, id, Math.max(0, lastSequenceId)),
        undefined,
        () => {
          attempt = 0;
        },
      );
      if (!host.turn().isActive) return;
    } catch (cause) {
      if (signal.aborted) return;
      if (cause instanceof ApiError && cause.status >= 400 && cause.status < 500) {
        // The stream is over (412) or no longer ours to read: the stored record says how it ended.
        if (await reloadTurn(follow, id)) return;
      }
    }
    if (signal.aborted) return;
    attempt += 1;
    if (attempt > reconnectAttemptsMax) {
      host.onConnection({ kind: 'lost' });
      return;
    }
    const inMs = reconnectDelayMs(attempt);
    host.onConnection({ kind: 'reconnecting', attempt, inMs });
    await host.pause(inMs, signal);
  }
}

async function readInto(follow: Follow, path: string, body: unknown, onEvent?: () => void): Promise<void> {
  const { host, signal } = follow;
  const silence = new AbortController();
  let timer = setTimeout(() => void check(), host.turn().id === null ? openingMsMax : silenceMsMax);
  const check = async (): Promise<void> => {
    const { id } = host.turn();
    // A quiet turn is fine as long as the server still says that it runs.
    const stillRuns = id !== null && (await isStillRunning(follow, id));
    if (stillRuns) timer = setTimeout(() => void check(), silenceMsMax);
    else silence.abort();
  };
  try {
    for await (const event of readTurnStream({
      path: withProgress(path),
      body,
      signal: AbortSignal.any([signal, silence.signal]),
    })) {
      clearTimeout(timer);
      timer = setTimeout(() => void check(), silenceMsMax);
      host.onConnection({ kind: 'steady' });
      onEvent?.();
      host.onEvent(event);
    }
  } finally {
    clearTimeout(timer);
  }
}

async function isStillRunning({ sessionId, signal }: Follow, turnId: string): Promise<boolean> {
  try {
    const { turn } = await readTurn({ sessionId, turnId, signal });
    return turn.status === 'running' || turn.status === 'queued';
  } catch {
    return false;
  }
}

async function reloadTurn({ host, sessionId, signal }: Follow, turnId: string): Promise<boolean> {
  try {
    const loaded = await readTurn({ sessionId, turnId, signal });
    host.onLoaded(loaded);
    host.onConnection({ kind: 'steady' });
    return !host.turn().isActive;
  } catch {
    return false;
  }
}

/**
 * The request broke before its first event. A refusal is final; after a broken connection the turn may exist all the
 * same, and sending it again would run it twice.
 */
async function adoptUnseenTurn({ host, sessionId, signal }: Follow, cause: unknown): Promise<boolean> {
  if (cause instanceof ApiError && cause.status > 0 && cause.status < 500) {
    host.onRefused(failureSentence(cause));
    return false;
  }
  try {
    const unseen = (await readNewestTurns(sessionId, signal)).find((turn) => !host.isKnown(turn.id));
    if (!unseen) {
      host.onRefused(failureSentence(cause));
      return false;
    }
    host.onAdopted(unseen.id);
    host.onLoaded(await readTurn({ sessionId, turnId: unseen.id, signal }));
    return true;
  } catch (failure) {
    if (!signal.aborted) host.onRefused(failureSentence(failure));
    return false;
  }
}
