import type { ContextMessage } from '@/lib/gateways/model/model-message';
import type { TurnKey } from '@/lib/storage/event-log-port';
import type { NewCall } from '@/lib/storage/turn-store-port';
import type { SimulatedProcess } from './virtual-world.test-support';

/** A call that reached its tool. `mark` is the number the model put into its arguments, one a call. */
export type Effect = { mark: string; tool: string; answer: string };

/** A call that a process was about to send. */
type Sent = { process: SimulatedProcess; at: number };

const handOverMs = 18_000;
const aftermathMs = 15_000;

/** What happened outside the database, as the checker needs it. */
export type History = ReturnType<typeof createHistory>;

export function createHistory(violations: string[], now: () => number) {
  const stopped = new Set<string>();
  const draining = new Map<SimulatedProcess, number>();
  /** When each process was last hit by something that may cost it an answer or a lease. */
  const hit = new Map<SimulatedProcess, number>();
  const sent = new Map<string, Sent[]>();
  const lost = new Set<string>();

  /** Something that may have cost this process the answer, or the lease that it needs to store it. */
  function isReason({ process, at }: Sent): boolean {
    const hasWaitedOut = now() - (draining.get(process) ?? Infinity) >= handOverMs;
    // What hit it just before may show only now.
    return process.state === 'dead' || hasWaitedOut || (hit.get(process) ?? -Infinity) >= at - aftermathMs;
  }

  return {
    effects: [] as Effect[],
    requests: [] as { sessionId: string; messages: readonly ContextMessage[] }[],
    /** Beginnings of what attempts said that then failed of themselves, and were not stopped. */
    failedAttempts: [] as string[],
    /** Times a person said "send it again" of a call that may have taken effect, by mark. */
    sentAgain: new Map<string, number>(),
    /** Times a person allowed a call at all, by mark. */
    allowed: new Map<string, number>(),
    /** This process knows that this run of the turn is to stop. */
    stopped: (process: SimulatedProcess, turnId: string, fence: number) =>
      void stopped.add(`${process.name} ${turnId} ${fence}`),
    hits: (process: SimulatedProcess) => void hit.set(process, now()),
    drains: (process: SimulatedProcess) => void draining.set(process, now()),
    /** The tool itself could not say whether the call took effect. */
    loses: (mark: string) => void lost.add(mark),
    /** A person is asked about a call because nobody knows its outcome. */
    asksAbout(mark: string): void {
      const isLost = lost.has(mark) || (sent.get(mark) ?? []).some(isReason);
      if (!isLost) violations.push(`${mark} was put to a person as unknown, and nothing had been lost`);
    },
    /** A model is asked on behalf of a turn that nobody has stopped. */
    asksModel(process: SimulatedProcess): void {
      if (draining.has(process)) violations.push(`${process.name} asked a model while it drained`);
    },
    intends(process: SimulatedProcess, key: TurnKey, call: NewCall): void {
      const mark = String(call.arguments.mark);
      sent.set(mark, [...(sent.get(mark) ?? []), { process, at: now() }]);
      if (stopped.has(`${process.name} ${key.turnId} ${key.fence}`))
        violations.push(`${call.tool} of ${key.turnId} was dispatched after the turn was cancelled`);
    },
  };
}
