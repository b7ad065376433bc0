/** The ends of a log axis: the smallest bar stays visible, the tallest fills the chart, zeros do not count. */
export function logDomain(values: readonly number[]): readonly [number, number] {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return [1, 10];
  const top = Math.max(...positive);
  const bottom = Math.min(...positive);
  // A tenth of the axis lies below the smallest bar; with one size only, a decade does.
  const below = top === bottom ? 10 : Math.max(1.1, (top / bottom) ** (1 / 9));
  return [bottom / below, top];
}
