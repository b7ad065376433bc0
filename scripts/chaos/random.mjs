/** Random numbers that a seed repeats: the same seed and name give the same schedule of faults. */
export function createRandom(seed, name = '') {
  let state = seed >>> 0;
  for (const character of name) state = Math.imul(state ^ character.codePointAt(0), 0x01000193) >>> 0;

  /** A number from 0 up to 1 (mulberry32). */
  function next() {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    next,
    /** A whole number from `low` to `high`, both included. */
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => items[Math.floor(next() * items.length)],
  };
}
