/** How long what a credential resolved to may be believed: a suspension takes effect within this. */
export const principalCacheMs = 2000;
const entriesMax = 10_000;

/** A small cache by age; a change is seen once its entry has aged out. */
export class TimedCache<Value> {
  readonly #entries = new Map<string, { at: number; value: Value }>();

  get(key: string, now: number): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (now - entry.at < principalCacheMs && now >= entry.at) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: Value, now: number): void {
    // The oldest goes first; a Map keeps the order of insertion.
    if (this.#entries.size >= entriesMax) this.#entries.delete(this.#entries.keys().next().value ?? key);
    this.#entries.delete(key);
    this.#entries.set(key, { at: now, value });
  }

  clear(): void {
    this.#entries.clear();
  }
}
