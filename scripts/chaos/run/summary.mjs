/** One line of the table: what was tried, how often it held, how long turns stood still, how long it took. */
export function summarise(results) {
  const lines = [['', 'scenario', 'promise', 'held', 'gap p50', 'gap p99', 'seconds', '']];
  for (const result of results) {
    const { p50, p99 } = result.gapsMs.length > 0 ? quantiles(result.gapsMs) : {};
    lines.push([
      verdict(result),
      result.name,
      result.promise,
      result.skipped === undefined ? `${result.done}/${result.of}` : '-',
      seconds(p50),
      seconds(p99),
      result.seconds.toFixed(1),
      result.skipped === undefined ? result.remarks.join('; ') : `skipped: ${result.skipped}`,
    ]);
  }
  const widths = lines[0].map((_cell, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const verdict = (result) => {
  if (result.skipped !== undefined) return 'skip';
  return isGood(result) ? 'ok' : 'FAIL';
};

export const isGood = (result) =>
  result.skipped !== undefined || (result.problems.length === 0 && result.done >= result.of);

export function quantiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1) };
}

const seconds = (ms) => (ms === undefined ? '' : `${(ms / 1000).toFixed(1)} s`);
