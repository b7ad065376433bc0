import type { StreamEvent } from '@/lib/contract/event';
import type { LogEvent } from '@/lib/contract/log-event';
import { AppError } from '@/lib/platform/app-error';
import { toStreamEvent } from '@/lib/runtime/session/native-events';
import type { EventLog } from '@/lib/storage/event-log-port';
import type { FeatureContext } from '../feature-context';
import { readTurn } from './read-turns';

const pollMs = 1000;
const readAtOnce = 500;
/** A reader this far behind lets go of what waits for it in memory and reads the log again. */
const maxWaiting = 1000;
const replayMs = 5 * 60_000;

/** Live events of a turn after a sequence number, as they arrive together. Ends after `turn.done`. */
export async function* followTurn(
  context: FeatureContext,
  follow: { turnId: string; afterSequenceId: number; signal: AbortSignal },
): AsyncGenerator<StreamEvent[]> {
  const { log, draining } = context.harness;
  const signal = AbortSignal.any([follow.signal, draining]);
  const key = { organisationId: context.scope.organisationId, turnId: follow.turnId };
  const reader = createReader(log, key, { afterSequenceId: follow.afterSequenceId, signal });
  try {
    while (!signal.aborted) {
      const events = await reader.next();
      const shown = events.flatMap((event) => toStreamEvent(event) ?? []);
      if (shown.length > 0) yield shown;
      if (events.some((event) => event.type === 'turn.done')) return;
    }
  } finally {
    reader.close();
  }
}

/** Whether a turn's stream can be opened: a running one, or an ended one that is resumed within five minutes. */
export async function openTurnStream(
  context: FeatureContext,
  sessionId: string,
  turnId: string,
  afterSequenceId: number | undefined,
): Promise<void> {
  const turn = await readTurn(context, sessionId, turnId);
  if (turn.ended_at === null) return;
  const endedAgoMs = Date.now() - Date.parse(turn.ended_at);
  if (afterSequenceId !== undefined && endedAgoMs < replayMs) return;
  throw new AppError('gone', 'This turn has ended, so there is nothing to stream. Read its events instead.');
}

type TurnAddress = { organisationId: string; turnId: string };

/** Reads by sequence: what this process commits comes straight from memory, and the log is asked once a second in any case. */
function createReader(
  log: EventLog,
  key: TurnAddress,
  follow: { afterSequenceId: number; signal: AbortSignal },
) {
  let last = follow.afterSequenceId;
  let waiting: LogEvent[] = [];
  let mustRead = true;
  let wake: (() => void) | undefined;
  const unsubscribe = log.subscribe(key.turnId, (events) => {
    if (waiting.length < maxWaiting) waiting.push(...events);
    else {
      waiting = [];
      mustRead = true;
    }
    wake?.();
  });
  const onAbort = () => wake?.();
  follow.signal.addEventListener('abort', onAbort);

  function take(events: LogEvent[]): LogEvent[] {
    const fresh = events.filter((event) => event.sequence_id > last);
    last = fresh.at(-1)?.sequence_id ?? last;
    return fresh;
  }

  return {
    async next(): Promise<LogEvent[]> {
      if (mustRead) {
        // Cleared first: what overflows during the read asks for another one.
        mustRead = false;
        const events = await log.read(key, last, readAtOnce);
        if (events.length === readAtOnce) mustRead = true;
        return take(events);
      }
      if (waiting.length === 0 && (await sleepUntilWoken((wakeUp) => (wake = wakeUp)))) mustRead = true;
      const events = waiting;
      waiting = [];
      return take(events);
    },
    close() {
      unsubscribe();
      follow.signal.removeEventListener('abort', onAbort);
    },
  };
}

/** True when nothing came for a second: the log is read then, because a lost wake may only delay. */
function sleepUntilWoken(setWake: (wake: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), pollMs);
    setWake(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
