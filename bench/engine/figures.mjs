/** The middle value; of an even count the lower of the two in the middle, so that it is one that was measured. */
export function median(values) {
  return quantile(values, 0.5);
}

export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export function mean(values) {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** A figure over rounds: the median, and the range beside it. */
export function overRounds(values) {
  return {
    value: rounded(median(values)),
    range: [rounded(Math.min(...values)), rounded(Math.max(...values))],
  };
}

export function rounded(value) {
  if (Math.abs(value) >= 100) return Math.round(value);
  return Math.round(value * 100) / 100;
}
