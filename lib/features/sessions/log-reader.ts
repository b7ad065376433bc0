import type { LogEvent } from '@/lib/contract/log-event';
import { databaseTrouble } from '@/lib/storage/database-unreachable';
import type { EventLog } from '@/lib/storage/event-log-port';

const pollMs = 1000;
const readAtOnce = 500;
/** A reader this far behind lets go of what waits for it in memory and reads the log again. */
export const maxWaiting = 1000;

type TurnAddress = { organisationId: string; turnId: string };

/**
 * Reads a turn's log by sequence. What this process commits comes straight from memory, but only while nothing is
 * missing before it; word from another process makes it read, and so does a second of silence, because a lost word
 * may only delay. A database that is away is waited for.
 */
export function createLogReader(
  log: EventLog,
  key: TurnAddress,
  follow: { afterSequenceId: number; signal: AbortSignal },
) {
  let last = follow.afterSequenceId;
  /** Follows on in itself, from `start` to `end`; whether it follows on what was read is seen when it is taken. */
  let waiting: LogEvent[] = [];
  let start = 0;
  let end = 0;
  let mustRead = true;
  let wake: (() => void) | undefined;

  const readAgain = () => {
    waiting = [];
    mustRead = true;
  };
  const unsubscribe = log.subscribe(key.turnId, (events, from = events[0]?.sequence_id) => {
    const newest = events.at(-1)?.sequence_id;
    if (from === undefined || newest === undefined) readAgain();
    else if (waiting.length > 0 && (from > end + 1 || waiting.length + events.length > maxWaiting))
      readAgain();
    else {
      if (waiting.length === 0) start = from;
      waiting.push(...events);
      end = newest;
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

  async function readLog(): Promise<LogEvent[]> {
    // Cleared first: word that comes during the read asks for another one.
    mustRead = false;
    try {
      const events = await log.read(key, last, readAtOnce);
      if (events.length === readAtOnce) mustRead = true;
      return events;
    } catch (error) {
      if (!databaseTrouble(error)) throw error;
      readAgain();
      if (!follow.signal.aborted) await silence((wakeUp) => (wake = wakeUp));
      return [];
    }
  }

  return {
    /** The next events, as many as are there; none when it was woken for nothing. */
    async next(): Promise<LogEvent[]> {
      if (!mustRead && waiting.length === 0)
        mustRead = (await silence((wakeUp) => (wake = wakeUp))) || mustRead;
      if (mustRead) return take(await readLog());
      const events = waiting;
      waiting = [];
      if (start <= last + 1) return take(events);
      mustRead = true;
      return [];
    },
    /** How many events wait in memory. */
    get waitingCount() {
      return waiting.length;
    },
    close() {
      unsubscribe();
      follow.signal.removeEventListener('abort', onAbort);
    },
  };
}

/** True when nothing came for a second, false when it was woken. */
function silence(setWake: (wake: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), pollMs);
    setWake(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
