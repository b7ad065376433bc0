import type { VirtualTimer, VirtualWorld } from './virtual-world.test-support';

type Callback = (...values: unknown[]) => void;

/**
 * Gives code that runs inside a step of the world timers of the world: they die, sleep and pass the time with the
 * process that set them. Code outside a step keeps the real ones. Answers the function that takes them away again.
 */
export function installVirtualTimers(world: VirtualWorld): () => void {
  const real = { setTimeout, setInterval, clearTimeout, clearInterval, timeout: AbortSignal.timeout };
  const virtual = new WeakSet<object>();
  const target = globalThis as unknown as Record<string, unknown>; // The global object takes any value under a name.

  function start(callback: Callback, ms: number, isRepeated: boolean): VirtualTimer {
    const owner = world.current;
    const fire = () => {
      if (isRepeated && !timer.timed.isCancelled) {
        const again = world.later(owner, '', ms, fire);
        // The handle stays the one that the caller has.
        Object.assign(timer, { timed: again.timed });
      }
      callback();
    };
    const timer = world.later(owner, '', Math.max(1, ms), fire);
    virtual.add(timer);
    return timer;
  }
  const clear = (timer: unknown) => {
    if (typeof timer === 'object' && timer !== null && virtual.has(timer)) {
      world.cancel(timer as VirtualTimer); // Only `start` puts objects into the set.
      return;
    }
    real.clearTimeout(timer as NodeJS.Timeout); // Anything else came from the real function.
  };
  target.setTimeout = (callback: Callback, ms = 1, ...rest: unknown[]) =>
    world.current ? start(callback, ms, false) : real.setTimeout(callback, ms, ...rest);
  target.setInterval = (callback: Callback, ms = 1, ...rest: unknown[]) =>
    world.current ? start(callback, ms, true) : real.setInterval(callback, ms, ...rest);
  target.clearTimeout = clear;
  target.clearInterval = clear;
  AbortSignal.timeout = (ms) => {
    if (!world.current) return real.timeout.call(AbortSignal, ms);
    const controller = new AbortController();
    start(() => controller.abort(new DOMException('The time is over.', 'TimeoutError')), ms, false);
    return controller.signal;
  };
  return () => {
    const { timeout, ...timers } = real;
    Object.assign(target, timers);
    AbortSignal.timeout = timeout;
  };
}
