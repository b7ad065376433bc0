import type { ClaimedTurn, TurnKey } from '@/lib/storage/event-log-port';
import type { TurnOwner } from '@/lib/storage/turn-store-port';
import type { RuntimePorts } from '../runtime-ports';
import { executeTurn } from './execute-turn';
import type { StopReason } from './turn-run';

const renewEveryMs = 3000;
const sweepEveryMs = 2000;
const claimAtOnce = 20;
const deathsMax = 3;

/** Runs turns in this process, keeps their leases and takes over those that others left. */
export interface TurnService {
  readonly owner: TurnOwner;
  /** Runs a turn that was just created or claimed. Returns at once; the log tells the rest. */
  start(key: TurnKey): void;
  /** Stops a turn that runs here. False when it runs elsewhere: its owner sees the stored request within seconds. */
  stop(turnId: string, reason: StopReason): boolean;
  /** Resolves when a turn that runs here has ended; undefined when it does not run here. */
  ended(turnId: string): Promise<void> | undefined;
  /** Starts renewing and sweeping. Called once a process, where the app starts. */
  openLoops(): void;
  /** Stops taking turns, hands over those that run, and resolves when none is left. */
  drain(): Promise<void>;
}

type Running = { key: TurnKey; stop: AbortController; ended: Promise<void> };

export function createTurnService(ports: RuntimePorts): TurnService {
  const running = new Map<string, Running>();
  const timers: NodeJS.Timeout[] = [];
  let isDraining = false;

  function run(key: TurnKey, work: (stop: AbortController) => Promise<void>): void {
    const stop = new AbortController();
    // A process that slept may take over a turn of its own: the old run must not take the new one's entry with it.
    const ended = work(stop).finally(() => {
      if (running.get(key.turnId)?.stop === stop) running.delete(key.turnId);
    });
    running.set(key.turnId, { key, stop, ended });
  }

  function takeOver(claimed: ClaimedTurn): void {
    run(claimed, (stop) => {
      if (claimed.deaths >= deathsMax) return executeTurn(ports, claimed, stop, crashLoop);
      if (claimed.isCancelRequested) stop.abort('client-cancelled' satisfies StopReason);
      return executeTurn(ports, claimed, stop);
    });
  }

  async function renew(): Promise<void> {
    const keys = [...running.values()].map((turn) => turn.key);
    if (keys.length === 0) return;
    const { held, cancelRequested } = await ports.turns.renew(keys);
    for (const { turnId } of keys) {
      if (!held.has(turnId)) running.get(turnId)?.stop.abort('fenced' satisfies StopReason);
      else if (cancelRequested.has(turnId))
        running.get(turnId)?.stop.abort('client-cancelled' satisfies StopReason);
    }
  }

  async function sweep(): Promise<void> {
    if (isDraining) return;
    for (const claimed of await ports.turns.claimExpired(claimAtOnce)) takeOver(claimed);
  }

  return {
    owner: ports.owner,
    start(key) {
      // A turn that was created while this process stops is left to the next one at once.
      if (isDraining) run(key, () => ports.turns.release([key]).catch(() => undefined));
      else run(key, (stop) => executeTurn(ports, key, stop));
    },
    stop(turnId, reason) {
      const turn = running.get(turnId);
      turn?.stop.abort(reason);
      return turn !== undefined;
    },
    ended: (turnId) => running.get(turnId)?.ended,
    openLoops() {
      timers.push(every(renewEveryMs, renew, ports), every(sweepEveryMs, sweep, ports));
      void sweep().catch(() => undefined);
    },
    async drain() {
      isDraining = true;
      for (const timer of timers.splice(0)) clearInterval(timer);
      const left = [...running.values()];
      for (const turn of left) turn.stop.abort('handover' satisfies StopReason);
      await Promise.all(left.map((turn) => turn.ended));
      await ports.turns.release(left.map((turn) => turn.key));
    },
  };
}

/** How a turn ends that took too many processes with it. */
const crashLoop = {
  status: 'error',
  code: 'crash_loop',
  message: `The server died ${deathsMax} times while it ran this turn, so it is not tried again. The messages that were finished are kept; send another one to go on.`,
} as const;

function every(ms: number, work: () => Promise<void>, ports: RuntimePorts): NodeJS.Timeout {
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    work()
      .catch((error: unknown) => ports.logger.warn({ err: error }, 'leases could not be kept this time'))
      .finally(() => {
        isBusy = false;
      });
  }, ms);
  timer.unref();
  return timer;
}
