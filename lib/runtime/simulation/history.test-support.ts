import type { ContextMessage } from '@/lib/gateways/model/model-message';
import type { TurnKey } from '@/lib/storage/event-log-port';
import type { NewCall } from '@/lib/storage/turn-store-port';
import type { SimulatedProcess } from './virtual-world.test-support';

/** A call that reached its tool. `mark` is the number the model put into its arguments, one a call. */
export type Effect = { mark: string; tool: string; answer: string };

/** What happened outside the database, as the checker needs it. */
export type History = ReturnType<typeof createHistory>;

export function createHistory(violations: string[]) {
  const stopped = new Set<string>();
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
    intends(process: SimulatedProcess, key: TurnKey, call: NewCall): void {
      if (stopped.has(`${process.name} ${key.turnId} ${key.fence}`))
        violations.push(`${call.tool} of ${key.turnId} was dispatched after the turn was cancelled`);
    },
  };
}
