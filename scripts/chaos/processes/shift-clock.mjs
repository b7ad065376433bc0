/**
 * Loaded into a replica with `node --import`: its `Date` is wrong by CHAOS_CLOCK_SHIFT_MS. Timers and the monotonic
 * clock run on as they are, as they do on a machine whose clock was set wrong.
 */
const shiftMs = Number(process.env.CHAOS_CLOCK_SHIFT_MS ?? 0);
const TrueDate = globalThis.Date;

const shifted = new Proxy(TrueDate, {
  construct: (target, parts, newTarget) =>
    Reflect.construct(target, parts.length === 0 ? [TrueDate.now() + shiftMs] : parts, newTarget),
  apply: (target) => new target(TrueDate.now() + shiftMs).toString(),
  get: (target, name, receiver) =>
    name === 'now' ? () => TrueDate.now() + shiftMs : Reflect.get(target, name, receiver),
});

if (shiftMs !== 0) globalThis.Date = shifted;
