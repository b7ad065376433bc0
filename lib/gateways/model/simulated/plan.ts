/** What the simulated model says and calls next. */
export type Plan = { text: string; calls: readonly PlannedCall[] };

/** `arguments` is the JSON text as a model would write it, broken JSON included when that was ordered. */
export type PlannedCall = { name: string; arguments: string };

/** An answer without calls: the turn is done. */
export function say(text: string): Plan {
  return { text, calls: [] };
}

/** One call with a remark in front of it. */
export function callWith(text: string, name: string, input: Record<string, unknown>): Plan {
  return { text, calls: [{ name, arguments: JSON.stringify(input) }] };
}
