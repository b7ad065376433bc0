import type { SeededRandom } from './seeded-random.test-support';

/** A process of the simulation: what it has begun is dropped when it dies and held up while it sleeps. */
export type SimulatedProcess = { readonly name: string; state: 'alive' | 'asleep' | 'dead' };

type Step = { owner: SimulatedProcess | undefined; label: string; run: () => void };
type Timed = Step & { due: number; isCancelled: boolean };
type Waiter = { condition: () => boolean; resume: () => void };

/** Handle of a virtual timer, with the few methods of Node's own that callers use. */
export type VirtualTimer = { readonly timed: Timed; unref(): VirtualTimer; ref(): VirtualTimer };

const startOfTime = Date.UTC(2026, 0, 1);
const nextTurnOfTheEventLoop = setImmediate;

/**
 * Virtual time and the one place where asynchronous things happen: every reply, chunk and timer is a step, the seed
 * picks the next one, and all that it sets off has come to rest before another is picked.
 */
export function createVirtualWorld(random: SeededRandom) {
  let now = startOfTime;
  let ready: Step[] = [];
  let timed: Timed[] = [];
  let waiters: Waiter[] = [];
  const trace: string[] = [];
  const world = {
    random,
    trace,
    /** Whose code is running: a step's own process, until the next step. */
    current: undefined as SimulatedProcess | undefined,
    steps: 0,
    now: () => now,
    note: (line: string): void => void trace.push(`${((now - startOfTime) / 1000).toFixed(3)}s ${line}`),

    /** Lets `run` happen at some point after `delayMs`. */
    later(
      owner: SimulatedProcess | undefined,
      label: string,
      delayMs: number,
      run: () => void,
    ): VirtualTimer {
      const step: Timed = { owner, label, run, due: now + Math.max(0, delayMs), isCancelled: false };
      if (owner?.state === 'dead') step.isCancelled = true;
      else if (delayMs <= 0) ready.push(step);
      else timed.push(step);
      const timer: VirtualTimer = { timed: step, unref: () => timer, ref: () => timer };
      return timer;
    },
    cancel(timer: VirtualTimer): void {
      timer.timed.isCancelled = true;
      timed = timed.filter((other) => other !== timer.timed);
      ready = ready.filter((other) => other !== timer.timed);
    },
    /** True after the delay, false as soon as the signal aborts. */
    pause(owner: SimulatedProcess, label: string, delayMs: number, signal?: AbortSignal): Promise<boolean> {
      if (signal?.aborted) return Promise.resolve(false);
      return new Promise((resolve) => {
        const timer = world.later(owner, label, delayMs, () => {
          signal?.removeEventListener('abort', onAbort);
          resolve(true);
        });
        const onAbort = () => {
          world.cancel(timer);
          resolve(false);
        };
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    until(owner: SimulatedProcess, condition: () => boolean): Promise<void> {
      return new Promise((resolve) => {
        const resume = () => world.later(owner, 'noticed', random.pick([0, 0, 200, 3000]), resolve);
        waiters.push({ condition, resume });
      });
    },
    kill(process: SimulatedProcess): void {
      world.note(`${process.name} dies`);
      process.state = 'dead';
      const isLeft = (step: Step) => step.owner !== process;
      ready = ready.filter(isLeft);
      timed = timed.filter(isLeft);
    },
    sleep(process: SimulatedProcess, ms: number): void {
      world.note(`${process.name} sleeps for ${ms} ms`);
      process.state = 'asleep';
      world.later(undefined, `wake ${process.name}`, ms, () => {
        if (process.state === 'asleep') process.state = 'alive';
      });
    },
    /** Takes one step, or lets time pass to the next; false when there is nothing left to happen. */
    async step(): Promise<boolean> {
      moveDue();
      const awake = ready.filter((step) => step.owner?.state !== 'asleep');
      const chosen = awake.length > 0 && !random.chance(0.02) ? awake[random.below(awake.length)] : undefined;
      if (!chosen) return passTime() || awake.length > 0;
      ready = ready.filter((step) => step !== chosen);
      world.steps += 1;
      world.current = chosen.owner;
      if (chosen.label !== '') world.note(`${chosen.owner?.name ?? '-'} ${chosen.label}`);
      chosen.run();
      // A step without an owner is the network's or the database's and sets off other steps only.
      if (chosen.owner) await new Promise<void>((resolve) => nextTurnOfTheEventLoop(resolve));
      world.current = undefined;
      wakeWaiters();
      return true;
    },
  };

  function moveDue(): void {
    const due = timed.filter((step) => step.due <= now);
    if (due.length === 0) return;
    timed = timed.filter((step) => step.due > now);
    ready.push(...due);
  }

  function passTime(): boolean {
    const next = timed.reduce((earliest, step) => Math.min(earliest, step.due), Infinity);
    if (next === Infinity) return false;
    now = Math.max(now, next);
    return true;
  }

  function wakeWaiters(): void {
    if (waiters.length === 0) return;
    const met = waiters.filter((waiter) => waiter.condition());
    if (met.length === 0) return;
    waiters = waiters.filter((waiter) => !met.includes(waiter));
    for (const waiter of met) waiter.resume();
  }

  return world;
}

export type VirtualWorld = ReturnType<typeof createVirtualWorld>;
