import type { LogEvent } from '@/lib/contract/log-event';
import { databaseTrouble } from '@/lib/storage/database-unreachable';
import type { EventLog } from '@/lib/storage/event-log-port';

const lookAgainMs = 1000;
const readAtOnceMost = 500;
/** A reader this far behind, in events or in characters, lets go of what waits for it in memory and reads the log again. */
export const maxWaiting = 1000;
export const maxWaitingChars = 1_000_000;

type TurnAddress = { organisationId: string; turnId: string };

/**
 * Reads a turn's log by sequence. What this process commits comes straight from memory, but only while nothing is
 * missing before it; word of what another process wrote makes it read. A database that is away is waited for.
 */
export function createLogReader(
  log: EventLog,
  key: TurnAddress,
  follow: { afterSequenceId: number; signal: AbortSignal; readAtOnce?: number },
) {
  const { readAtOnce = readAtOnceMost } = follow;
  let last = follow.afterSequenceId;
  /** Follows on in itself, from `start` to `end`; whether it follows on what was read is seen when it is taken. */
  let waiting: LogEvent[] = [];
  let waitingChars = 0;
  let start = 0;
  let end = 0;
  let mustRead = true;
  let wake: (() => void) | undefined;

  const readAgain = () => {
    waiting = [];
    mustRead = true;
  };
  const unsubscribe = log.subscribe(key, (events, from = events[0]?.sequence_id) => {
    const newest = events.at(-1)?.sequence_id;
    if (newest === undefined) {
      if (from !== undefined && from <= (waiting.length > 0 ? end : last)) return;
      readAgain();
    } else if (from === undefined) readAgain();
    else if (waiting.length === 0) {
      waiting = [...events];
      waitingChars = 0;
      [start, end] = [from, newest];
    } else {
      // Counted only for a reader who is behind: those who keep up cost nothing.
      if (waitingChars === 0) waitingChars = charsOf(waiting);
      waitingChars += charsOf(events);
      if (from > end + 1 || waiting.length + events.length > maxWaiting || waitingChars > maxWaitingChars)
        readAgain();
      else {
        waiting.push(...events);
        end = newest;
      }
    }
    wake?.();
  });
  const onAbort = () => wake?.();
  follow.signal.addEventListener('abort', onAbort);

  /** Until there is word of the log, the stream is closed, or `ms` have passed. */
  async function word(ms?: number): Promise<void> {
    if (follow.signal.aborted) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (ms !== undefined) timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }

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
      await word(lookAgainMs);
      return [];
    }
  }

  return {
    /** The next events, as many as are there; none when it was woken for nothing. */
    async next(): Promise<LogEvent[]> {
      if (!mustRead && waiting.length === 0) await word();
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

function charsOf(events: readonly LogEvent[]): number {
  return events.reduce((sum, event) => sum + JSON.stringify(event.payload).length, 0);
}
